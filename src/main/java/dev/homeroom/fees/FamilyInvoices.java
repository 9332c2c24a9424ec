package dev.homeroom.fees;

import java.util.List;

/** The invoices of a parent's children in one school: the newest 500, in the order of their ids. */
record FamilyInvoices(List<StudentInvoice> invoices) {
  FamilyInvoices {
    invoices = List.copyOf(invoices);
  }
}
