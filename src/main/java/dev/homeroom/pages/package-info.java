/**
 * The pages' files: one HTML page, its style sheets and modules, and three libraries of WebJars.
 * All are read once, when the application starts, and answered from memory. Imports {@code
 * settings}. Redis and the database matter to none of them.
 */
@NullMarked
package dev.homeroom.pages;

import org.jspecify.annotations.NullMarked;
