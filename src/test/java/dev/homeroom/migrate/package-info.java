/**
 * The code of docs/migrate.md: each call of five other systems, as a comment, above ours. May
 * import {@code cache}.
 */
@NullMarked
package dev.homeroom.migrate;

import org.jspecify.annotations.NullMarked;
