package dev.homeroom.dashboards;

import org.jspecify.annotations.Nullable;

/**
 * Whose widget is loaded; all that a loader, which has no request, needs to know.
 *
 * @param personId the subject of the dashboard
 * @param schoolId the subject's school
 * @param termId the school's current term; null outside any
 */
record Viewed(String personId, String schoolId, @Nullable String termId) {}
