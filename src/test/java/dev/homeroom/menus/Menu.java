package dev.homeroom.menus;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a canteen serves on one day.
 *
 * @param main the dish with meat or fish
 * @param vegetarian the dish without
 */
record Menu(@NotBlank @Size(max = 100) String main, @NotBlank @Size(max = 100) String vegetarian) {}
