/**
 * The common parts of all responses: envelope, headers, error codes and the one builder of
 * problems, strict reading of bodies, correlation id. Imports {@code cache} (for the envelope) and
 * {@code access}.
 */
@NullMarked
package dev.homeroom.http;

import org.jspecify.annotations.NullMarked;
