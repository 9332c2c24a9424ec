package dev.homeroom.auth;

import dev.homeroom.schools.School;
import dev.homeroom.schools.Schools;
import dev.homeroom.users.Account;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the names that a person's password may not consist of, from the database. */
@ApplicationScoped
class PasswordNames {
  @Inject People people;
  @Inject Schools schools;

  /**
   * Returns the user name, the person's name, and the school's name if there is one.
   *
   * @throws RuntimeException if the database is away
   */
  List<String> of(Account account, LoginDeadline deadline) {
    List<String> names = new ArrayList<>();
    names.add(account.username());
    deadline.requireTime();
    Optional<Person> person = people.findPerson(account.personId());
    person.map(Person::name).ifPresent(names::add);
    deadline.requireTime();
    person
        .map(Person::schoolId)
        .flatMap(schools::findSchool)
        .map(School::name)
        .ifPresent(names::add);
    return names;
  }
}
