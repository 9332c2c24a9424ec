/**
 * Login, tokens, keys, revocations, cut-offs: who is calling. Fails closed: a token about which
 * nothing can be said is not accepted, and a logout is confirmed only after its commit.
 */
@NullMarked
package dev.homeroom.auth;

import org.jspecify.annotations.NullMarked;
