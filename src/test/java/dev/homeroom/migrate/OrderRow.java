package dev.homeroom.migrate;

/** A value that is stored as JSON. */
record OrderRow(String customer, int pieces) {}
