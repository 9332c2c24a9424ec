package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import dev.homeroom.database.GenerationRows;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads for whom a token may be issued, from the database alone. */
@ApplicationScoped
class TokenSubjects {
  /** The most reads of a person whose roles change meanwhile; then no token is issued. */
  private static final int MAX_READS = 3;

  @Inject People people;
  @Inject GenerationRows generations;

  /**
   * The person of a token.
   *
   * @param person the person, active
   * @param numbers generations by tag name, of the person's cut-offs and of the others asked for
   */
  record TokenSubject(Person person, Map<String, Long> numbers) {
    TokenSubject {
      numbers = Map.copyOf(numbers);
    }

    /** Returns the numbers of the person's own cut-offs. */
    StoredCut cut() {
      Map<String, Long> own = new HashMap<>();
      CutOffs.of(person).forEach(tag -> own.put(tag.name(), numbers.getOrDefault(tag.name(), 0L)));
      return new StoredCut(own);
    }
  }

  /**
   * Reads a person with the numbers of cut-offs, which are read <em>before</em> the last read of
   * the person, so that a later change of it refuses the token.
   *
   * @param others further tags whose numbers are wanted
   * @return empty if there is no such person, or it is not active
   * @throws ProblemException OVERLOADED if it took too long, or the person changes all the time
   * @throws RuntimeException if the database is away
   */
  Optional<TokenSubject> find(String personId, Collection<Tag> others, LoginDeadline deadline) {
    Optional<Person> person = person(personId, deadline);
    for (int i = 0; person.isPresent() && i < MAX_READS; i++) {
      List<Tag> tags = CutOffs.of(person.get());
      Set<Tag> all = new LinkedHashSet<>(tags);
      all.addAll(others);
      deadline.requireTime();
      Map<String, Long> numbers = generations.read(all);
      person = person(personId, deadline);
      if (person.isPresent() && CutOffs.of(person.get()).equals(tags)) {
        return person.filter(Person::active).map(now -> new TokenSubject(now, numbers));
      }
    }
    if (person.isEmpty()) {
      return Optional.empty();
    }
    throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
  }

  private Optional<Person> person(String personId, LoginDeadline deadline) {
    deadline.requireTime();
    return people.findPerson(personId);
  }
}
