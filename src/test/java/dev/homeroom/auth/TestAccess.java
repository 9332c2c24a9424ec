package dev.homeroom.auth;

import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Relations;
import dev.homeroom.access.RightsLowered;
import dev.homeroom.access.RoleLowered;
import dev.homeroom.cache.CacheService;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.users.People;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;

/** The access records of an instance, and what it does when rights are lowered, without CDI. */
public final class TestAccess {
  private TestAccess() {}

  /** Returns records as shipped, in the cache of these beans. */
  public static AccessRecords over(TestBeans beans) {
    CachedAccessRecords made = new CachedAccessRecords();
    made.cache = beans.get(CacheService.class);
    made.loader = new AccessRecordLoader();
    made.loader.people = beans.get(People.class);
    made.loader.permissions = beans.get(Permissions.class);
    made.loader.schools = beans.get(Schools.class);
    made.loader.accessTerms = beans.get(AccessTerms.class);
    made.loader.allRelations =
        List.of(relations(beans, "classes.Class"), relations(beans, "users.Parent"));
    return made;
  }

  private static Relations relations(TestBeans beans, String name) {
    try {
      return (Relations) beans.get(Class.forName("dev.homeroom." + name + "Relations"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns an event that cuts off tokens as shipped, by the cache of these beans. */
  public static Event<?> lowered(TestBeans beans) {
    CutOffRaising observer = beans.get(CutOffRaising.class);
    return (Event<?>)
        Proxy.newProxyInstance(
            TestAccess.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> {
              if (arguments[0] instanceof RightsLowered ofPerson) {
                observer.person(ofPerson);
              } else {
                observer.role((RoleLowered) arguments[0]);
              }
              return null;
            });
  }
}
