package dev.homeroom.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of things that a permission can name: a closed set. */
public enum Thing {
  /** Dashboards of others. */
  DASHBOARDS,
  /** Roles and their permissions; only super administrators change them. */
  ROLES,
  /** People, accounts, links. */
  USERS,
  /** Schools, their terms and settings. */
  SCHOOLS,
  /** Classes, timetables, enrolments. */
  CLASSES,
  /** Attendance. */
  ATTENDANCE,
  /** Assessments and grades. */
  GRADES,
  /** Invoices. */
  INVOICES,
  /** Payments. */
  PAYMENTS,
  /** Inventory items and categories. */
  INVENTORY,
  /** Reports. */
  REPORTS,
  /** Announcements. */
  ANNOUNCEMENTS,
  /** Events. */
  EVENTS,
  /** The administration of the cache. */
  CACHE,
  /** The audit log. */
  AUDIT;

  private static final Set<String> PERMISSIONS =
      Stream.of(values())
          .flatMap(thing -> Stream.of(thing.read, thing.write))
          .collect(Collectors.toUnmodifiableSet());

  private final String read;
  private final String write;

  Thing() {
    String name = name().toLowerCase(Locale.ROOT);
    read = name + ":read";
    write = name + ":write";
  }

  /** Returns the permission to see things of this kind, for instance {@code grades:read}. */
  public String read() {
    return read;
  }

  /** Returns the permission to change them, for instance {@code grades:write}. */
  public String write() {
    return write;
  }

  /** Returns all permissions that there are. */
  public static Set<String> permissions() {
    return PERMISSIONS;
  }
}
