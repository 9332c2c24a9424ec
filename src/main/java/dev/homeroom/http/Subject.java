package dev.homeroom.http;

import org.jspecify.annotations.Nullable;

/**
 * The person or school whose dashboard is answered.
 *
 * @param id the person's or school's id
 * @param name its name, as shown
 * @param schoolId the school; null for the district
 */
public record Subject(String id, String name, @Nullable String schoolId) {}
