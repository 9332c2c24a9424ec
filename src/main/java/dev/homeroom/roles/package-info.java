/**
 * Roles and their permissions. May import {@code cache}, {@code access}, {@code http}, {@code sql}.
 */
@NullMarked
package dev.homeroom.roles;

import org.jspecify.annotations.NullMarked;
