/**
 * Tests of the pages in a real Chromium, by {@code ./mvnw -Pbrowser verify -DskipTests}: they click
 * and type as people do, and fail on any error on the browser's console.
 */
package dev.homeroom.browser;
