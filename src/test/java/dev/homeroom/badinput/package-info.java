/**
 * Bad input for every endpoint, generated from one table of endpoints: each bad request beside the
 * good one that differs from it in one place.
 */
package dev.homeroom.badinput;
