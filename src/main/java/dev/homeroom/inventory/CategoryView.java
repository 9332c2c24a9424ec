package dev.homeroom.inventory;

/**
 * A category, as the API shows it.
 *
 * @param id the category
 * @param schoolId its school
 * @param name its name, unique in the school
 * @param items the number of its active items
 * @param version raised by each change
 */
record CategoryView(String id, String schoolId, String name, int items, int version) {}
