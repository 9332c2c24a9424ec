package dev.homeroom.fees;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class InvoiceRowsH2Test extends InvoiceRowsContract {
  private static final DataSource DATABASE = made();

  private static DataSource made() {
    DataSource made = TestDatabase.oneClass();
    fill(made);
    return made;
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
