package dev.homeroom.cache.readthrough;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The use of the shared tier.
 *
 * @param inUse whether it may be asked; itself asked at each use
 * @param run the number of its present run: what was put into another may be gone
 * @param nearCopies whether memory answers in its place
 * @param givesBack gives it what memory has and it lacks; may refuse
 * @param compares compares memory's copies with it; may refuse
 */
record Sharing(
    BooleanSupplier inUse,
    LongSupplier run,
    boolean nearCopies,
    Executor givesBack,
    Executor compares) {}
