/**
 * Decides who may do what: role names, the caller and its access record, the rules. Imports nothing
 * of ours. Fails closed: an unknown right is no right.
 */
@NullMarked
package dev.homeroom.access;

import org.jspecify.annotations.NullMarked;
