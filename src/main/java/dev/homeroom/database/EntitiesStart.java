package dev.homeroom.database;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Has the entities read before the server is ready. EclipseLink does so at their first use, for a
 * second or more: inside the first transaction, whose locks others may wait for.
 */
@ApplicationScoped
class EntitiesStart {
  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  void read(@Observes @Priority(55) Startup event) {
    if (entities.getMetamodel().getEntities().isEmpty()) {
      throw new IllegalStateException("no entities were found");
    }
  }
}
