package dev.homeroom.http;

/**
 * A failure of ours on its way to the answer filter, which logs it beside the correlation id.
 *
 * @param problem what the caller is told
 * @param cause what the log is told
 */
record UnexpectedFailure(Problem problem, Throwable cause) {}
