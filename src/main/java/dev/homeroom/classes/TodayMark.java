package dev.homeroom.classes;

import org.jspecify.annotations.Nullable;

/**
 * A pupil's mark in a class today.
 *
 * @param classId the class
 * @param name its name
 * @param mark {@code present}, {@code absent}, {@code late}, {@code excused} or {@code half_day};
 *     null while it has not been taken
 */
public record TodayMark(String classId, String name, @Nullable String mark) {}
