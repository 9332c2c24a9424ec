/**
 * Classes, timetables, attendance, assessments, grades. May import {@code cache}, {@code access},
 * {@code http}, {@code sql}, {@code schools}, {@code users}.
 */
@NullMarked
package dev.homeroom.classes;

import org.jspecify.annotations.NullMarked;
