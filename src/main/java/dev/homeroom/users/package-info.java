/**
 * People and their accounts. May import what {@code roles} may, {@code roles} and {@code schools}.
 */
@NullMarked
package dev.homeroom.users;

import org.jspecify.annotations.NullMarked;
