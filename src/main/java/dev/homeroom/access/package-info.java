/**
 * Who may do what: role names, the caller and its access record, the rules. Imports nothing of
 * ours. Fails closed: what is not known is not allowed.
 */
@NullMarked
package dev.homeroom.access;

import org.jspecify.annotations.NullMarked;
