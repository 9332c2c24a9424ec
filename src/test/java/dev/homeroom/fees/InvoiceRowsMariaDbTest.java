package dev.homeroom.fees;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;

class InvoiceRowsMariaDbTest extends InvoiceRowsContract {
  private static final DataSource DATABASE = made();

  private static DataSource made() {
    DataSource made = TestMariaDb.oneClass();
    fill(made);
    return made;
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
