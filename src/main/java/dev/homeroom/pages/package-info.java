/**
 * The pages' files: one HTML page, its style sheets and modules, and three libraries of WebJars;
 * and the description of the API with its viewer. All are read once, when the application starts,
 * and answered from memory. Imports {@code settings}. Redis and the database matter to none of
 * them.
 */
@NullMarked
package dev.homeroom.pages;

import org.jspecify.annotations.NullMarked;
