/**
 * The audit log: who did what, when, from where, with which outcome. A record is written in the
 * transaction of its action, and is linked to the one before it by a hash (ADR 0014). Imports
 * {@code access}, {@code cache}, {@code http}, {@code sql}. If Redis is down nothing changes; if
 * the database is away nothing is recorded, and no audited action succeeds.
 */
@NullMarked
package dev.homeroom.audit;

import org.jspecify.annotations.NullMarked;
