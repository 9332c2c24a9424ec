package dev.homeroom.demo;

import java.util.List;
import java.util.Random;

/** Makes up names of people. */
final class DemoNames {
  private static final List<String> FIRST =
      names(
          """
          Ada Alma Amir Anton Aria Ben Carla Chloe Dario Dina Elif Emil Enzo Eva Farid Finn Gita
          Greta Hana Hugo Ida Ivan Jana Jonas Kaya Kofi Lara Leo Lina Luca Maja Malik Mara Milo
          Nadia Nils Nora Olga Omar Otto Pia Rafael Rosa Samir Selma Theo Tilda Uma Vera Yara
          Yusuf Zoe
          """);

  private static final List<String> LAST =
      names(
          """
          Abel Adler Bauer Becker Berg Brandt Castro Chen Costa Demir Diallo Duarte Eriksen Falk
          Ferreira Fischer Fuchs Garcia Hahn Haddad Hansen Ibrahim Ivanova Jensen Kaya Keller
          Klein Kowalski Kumar Lang Lopes Marino Mensah Meyer Moreau Nguyen Novak Okafor Olsen
          Patel Petrov Ramos Richter Rossi Santos Schmidt Silva Sommer Tanaka Vogel Weber Winter
          Yilmaz Ziegler
          """);

  private final Random chances;

  DemoNames(Random chances) {
    this.chances = chances;
  }

  private static List<String> names(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  /** Returns a family's name. */
  String family() {
    return LAST.get(chances.nextInt(LAST.size()));
  }

  /** Returns a member of a family. */
  String member(String family) {
    return FIRST.get(chances.nextInt(FIRST.size())) + " " + family;
  }

  /** Returns the full name of a person. */
  String person() {
    return member(family());
  }
}
