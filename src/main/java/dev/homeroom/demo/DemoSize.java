package dev.homeroom.demo;

/**
 * The size of a demo district. Each section has 25 students, 20 parents, a teacher and a half, and
 * one of the staff; each year of ten has as many sections as the others.
 *
 * @param schools at least 1
 * @param sections of each school; a multiple of 10, at most 260
 */
record DemoSize(int schools, int sections) {
  /** Three schools of 500 students: the district of {@code HOMEROOM_DEMO=on}. */
  static final DemoSize SMALL = new DemoSize(3, 20);

  /** Fifty schools of 1,000 students: the district of {@code HOMEROOM_DEMO=large}. */
  static final DemoSize LARGE = new DemoSize(50, 40);

  /** The students of a section. */
  static final int SEATS = 25;

  private static final int YEARS = 10;
  private static final int MAX_SECTIONS = 260;

  /** The first schools have logins; of more, nobody would remember the names. */
  private static final int SCHOOLS_WITH_LOGINS = 3;

  /** Checks the numbers. */
  DemoSize {
    if (schools < 1 || sections < YEARS || sections % YEARS != 0 || sections > MAX_SECTIONS) {
      throw new IllegalArgumentException(schools + " schools of " + sections + " sections");
    }
  }

  int students() {
    return sections * SEATS;
  }

  int parents() {
    return students() * 4 / 5;
  }

  int teachers() {
    return sections * 3 / 2;
  }

  int staff() {
    return sections;
  }

  /** Returns the seats of a school's plan: its people but parents take two thirds of them. */
  int seats() {
    return sections * 40;
  }

  /** Returns the year of a section; the demo's student is in the first section, of year 9. */
  int level(int section) {
    return 3 + (section / parallel() + 6) % YEARS;
  }

  /** Returns the letter of a section among those of its year. */
  char letter(int section) {
    return (char) ('A' + section % parallel());
  }

  private int parallel() {
    return sections / YEARS;
  }

  /** Returns whether a school has logins; schools are numbered from 1. */
  static boolean hasLogins(int number) {
    return number <= SCHOOLS_WITH_LOGINS;
  }
}
