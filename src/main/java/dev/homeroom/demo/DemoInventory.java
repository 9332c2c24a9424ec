package dev.homeroom.demo;

import dev.homeroom.demo.DemoPeople.PersonIds;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Creates the inventory of one demo school, and the movements that add up to its quantities. A
 * sixth of it is to be ordered again; one item of each school is no longer active.
 */
final class DemoInventory {
  /** Each so many items, one is low. */
  private static final int LOW_EVERY = 6;

  private final DemoSession session;
  private final DemoCalendar calendar;
  private final ZoneId zone;
  private final Random chances;

  private record Category(String name, List<String> items) {}

  private static final List<Category> CATEGORIES =
      List.of(
          new Category(
              "Stationery",
              List.of(
                  "Pencils", "Whiteboard markers", "Exercise books", "Glue", "Paper, 500 sheets")),
          new Category(
              "Science",
              List.of(
                  "Beakers", "Bunsen burners", "Goggles", "Microscopes", "Slides", "Thermometers")),
          new Category(
              "Sports", List.of("Basketballs", "Bibs", "Footballs", "Hurdles", "Skipping ropes")),
          new Category("Books", List.of("Atlases", "Dictionaries", "Readers", "Song books")),
          new Category("Computers", List.of("Chargers", "Headphones", "Laptops", "Projectors")),
          new Category("Cleaning", List.of("Bin bags", "Hand soap", "Paper towels", "Sponges")));

  private record Stock(long id, int bought, int issued) {}

  DemoInventory(DemoSession session, DemoCalendar calendar, ZoneId zone, String part) {
    this.session = session;
    this.calendar = calendar;
    this.zone = zone;
    this.chances = session.chances("inventory " + part);
  }

  void make(long schoolId, PersonIds people) throws SQLException {
    List<Long> categories = categories(schoolId);
    List<Stock> stocks = new ArrayList<>();
    try (BatchInsert insert =
        session.into(
            "inventory_item",
            "id, school_id, category_id, name, room, quantity, reorder_level, active, version")) {
      for (int category = 0; category < CATEGORIES.size(); category++) {
        for (String name : CATEGORIES.get(category).items()) {
          Stock stock = stock(stocks.size() % LOW_EVERY == 1);
          stocks.add(stock);
          insert.row(
              stock.id(),
              schoolId,
              categories.get(category),
              name,
              "Store " + (1 + category / 2),
              stock.bought() - stock.issued(),
              stock.bought() / 4,
              !name.equals("Slides"),
              1);
        }
      }
    }
    movements(stocks, people);
  }

  private List<Long> categories(long schoolId) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (BatchInsert insert = session.into("inventory_category", "id, school_id, name, version")) {
      for (Category category : CATEGORIES) {
        long id = session.nextId("inventory_category_seq");
        ids.add(id);
        insert.row(id, schoolId, category.name(), 1);
      }
    }
    return ids;
  }

  /** Draws a quantity; an item is to be ordered again at a quarter of what was bought. */
  private Stock stock(boolean low) throws SQLException {
    int bought = 20 + 4 * chances.nextInt(30);
    int left = low ? chances.nextInt(bought / 4 + 1) : bought / 4 + 1 + chances.nextInt(bought / 2);
    return new Stock(session.nextId("inventory_item_seq"), bought, bought - left);
  }

  private void movements(List<Stock> stocks, PersonIds people) throws SQLException {
    try (BatchInsert insert =
        session.into(
            "inventory_movement", "id, item_id, change, person_id, moved_at, moved_by, note")) {
      for (Stock stock : stocks) {
        LocalDate bought = calendar.termStart();
        move(insert, stock.id(), stock.bought(), null, bought, people.admin(), "Bought");
        if (stock.issued() > 0) {
          long teacher = people.teachers().get(chances.nextInt(people.teachers().size()));
          LocalDate on = bought.plusDays(7L + chances.nextInt(28));
          move(insert, stock.id(), -stock.issued(), teacher, on, people.admin(), null);
        }
      }
    }
  }

  private void move(
      BatchInsert insert,
      long item,
      int change,
      @Nullable Long person,
      LocalDate on,
      long by,
      @Nullable String note)
      throws SQLException {
    Instant at = on.atTime(LocalTime.of(9, 0)).atZone(zone).toInstant();
    insert.row(session.nextId("inventory_movement_seq"), item, change, person, at, by, note);
  }
}
