/** Who did what. Empty until the audit log is built. May import {@code access}, {@code http}. */
@NullMarked
package dev.homeroom.audit;

import org.jspecify.annotations.NullMarked;
