/**
 * The choice of the database, migrations at start, the installation, both data sources, the poller
 * of generations and revocations, and the ports of the cache on JDBC. Imports {@code cache} (its
 * ports). If the database is away the poller logs it within 2 s, and logs its return.
 */
@NullMarked
package dev.homeroom.database;

import org.jspecify.annotations.NullMarked;
