package dev.homeroom.dashboards;

import org.jspecify.annotations.Nullable;

/**
 * The subject of a dashboard, for its loaders, which have no request.
 *
 * @param personId the subject
 * @param schoolId the subject's school
 * @param termId the school's current term; null outside any
 */
record Viewed(String personId, String schoolId, @Nullable String termId) {}
