package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.StoredWidget.linked;
import static dev.homeroom.dashboards.WidgetTag.FEES;
import static dev.homeroom.dashboards.WidgetTag.INVENTORY;
import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import dev.homeroom.access.RoleName;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.fees.SchoolInvoices;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.inventory.InventoryFigures;
import dev.homeroom.notices.SchoolBoard;
import dev.homeroom.notices.SchoolBoard.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The dashboard of a school's staff. */
@ApplicationScoped
class StaffDashboard implements RoleDashboard {
  /** The widgets of staff: an entry is the JSON object of one widget, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:staff", "dashboard:staff:{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);

  @Inject SchoolEntries entries;
  @Inject InventoryFigures inventory;
  @Inject SchoolInvoices invoices;
  @Inject SchoolBoard board;

  private final Dashboard dashboard =
      new Dashboard(
          "staff",
          List.of(
              ComposedWidget.ofParts("school_figures", this::addFigures, this::writeFigures),
              linked(
                  StoredWidget.of(
                      REGION,
                      "reorder",
                      in -> inventory.lowStock(in.viewed().school()),
                      USER,
                      INVENTORY),
                  person -> Map.of("items", "/api/inventory?school=" + person.school())),
              StoredWidget.of(
                  REGION, "open_invoices", in -> invoices.of(in.day()), USER, FEES, PEOPLE),
              StoredWidget.of(
                  REGION,
                  "notices",
                  in -> board.notices(Audience.WHOLE_SCHOOL, in.day(), in.scope()),
                  USER,
                  PEOPLE,
                  NOTICES)));

  @Override
  public String role() {
    return RoleName.STAFF;
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  /** Returns the school's figures that the person may see, as the person's record has it now. */
  private List<StoredWidget<?>> allowed(Viewed person) {
    Map<String, StoredWidget<?>> all =
        Map.of(
            "schools:read", entries.students(),
            "attendance:read", entries.attendance(),
            "invoices:read", entries.fees());
    return all.entrySet().stream()
        .filter(each -> person.permissions().contains(each.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .<StoredWidget<?>>map(Map.Entry::getValue)
        .toList();
  }

  private void addFigures(Viewed person, WidgetReads reads) {
    Viewed school = person.ofSchool();
    allowed(person).forEach(entry -> reads.add(entry, school));
  }

  private void writeFigures(Viewed person, List<Answer<?>> found, ComposedAnswer json) {
    String before = "{";
    int at = 0;
    for (StoredWidget<?> entry : allowed(person)) {
      Answer<?> answer = found.get(at++);
      json.json(before).text(entry.name()).json(":");
      Cached<?> value = answer.value();
      if (value == null) {
        json.json("{").part(answer).json("}");
      } else {
        json.payload(value);
      }
      before = ",";
    }
    json.json(found.isEmpty() ? "{}" : "}");
  }
}
