package dev.homeroom.http;

/**
 * An unexpected failure that the answer filter logs with the correlation id.
 *
 * @param problem the problem that the caller gets
 * @param cause the exception for the log
 */
record UnexpectedFailure(Problem problem, Throwable cause) {}
