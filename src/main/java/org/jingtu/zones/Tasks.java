package org.jingtu.zones;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.Departments;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.problems.Wordings;
import org.jingtu.sites.SiteRegister;
import org.jingtu.zones.TasksController.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What waits for a bureau, gathered from sites and zones; overdue first. */
@Component
class Tasks {

  /** No document sets a term for the signpost; the plans say 及时. */
  private static final int SIGNPOST_MONTHS = 1;

  private final SiteRegister sites;
  private final ZoneStore store;
  private final Actors actors;
  private final Permissions permissions;
  private final Wordings texts;

  Tasks(
      SiteRegister sites, ZoneStore store, Actors actors, Permissions permissions, Wordings texts) {
    this.texts = texts;
    this.permissions = permissions;
    this.sites = sites;
    this.store = store;
    this.actors = actors;
  }

  /**
   * @param department whose tasks; null = the actor's own, an administrator's being all
   * @param adcode beginning of the administrative code; null = the actor's own area
   * @param limit how many sites and how many zones at the most
   */
  List<TaskView> list(@Nullable String department, @Nullable String adcode, int limit) {
    Actor actor = actors.current();
    String whose =
        department != null || actor.hasRole(Roles.ADMIN) ? department : actor.department();
    if (whose != null && !whose.equals(Departments.ECOLOGY)) {
      return List.of();
    }
    String where = permissions.narrow(adcode);
    List<TaskView> tasks = new ArrayList<>();
    sites.listTasks(where, limit).forEach(t -> tasks.add(view(t)));
    store
        .page(
            new ZoneQuery(
                EnumSet.of(
                    ZoneState.DRAFT, ZoneState.SUBMITTED, ZoneState.APPROVED, ZoneState.IN_FORCE),
                null,
                where,
                null,
                null,
                0,
                limit))
        .forEach(zone -> addTask(tasks, zone));
    tasks.sort(
        Comparator.comparing((TaskView t) -> !t.overdue())
            .thenComparing(TaskView::dueOn, Comparator.nullsLast(Comparator.naturalOrder())));
    return tasks;
  }

  private static TaskView view(SiteRegister.Task task) {
    return new TaskView(
        task.kind(),
        task.title(),
        Departments.ECOLOGY,
        Roles.EDITOR,
        "/api/sites/" + task.code(),
        task.code(),
        task.name(),
        task.adcode(),
        task.dueOn(),
        task.overdue());
  }

  private void addTask(List<TaskView> tasks, Zone zone) {
    switch (zone.state()) {
      case DRAFT -> tasks.add(view(zone, "ZONE_SUBMIT", Roles.EDITOR));
      case SUBMITTED -> tasks.add(view(zone, "ZONE_APPROVE", Roles.OFFICER));
      case APPROVED -> tasks.add(view(zone, "ZONE_PUBLISH", Roles.OFFICER));
      default -> {
        addSignposts(tasks, zone);
        zone.monitoring().stream()
            .filter(m -> m.dueOn() != null)
            .forEach(m -> tasks.add(view(zone, "ZONE_MONITORING", monitor(m), m.dueOn())));
      }
    }
  }

  /** 设立标识: 承德高新区 三（四）1、济源 22. A control zone without any planned still needs one. */
  private void addSignposts(List<TaskView> tasks, Zone zone) {
    LocalDate begin = Objects.requireNonNull(zone.announcement()).inForceFrom();
    List<Zone.Signpost> missing =
        zone.signposts().stream().filter(s -> s.erectedOn() == null).toList();
    for (Zone.Signpost post : missing) {
      String title =
          post.text() == null
              ? texts.say("zones.task.ZONE_SIGNPOST")
              : texts.say("zones.task.ZONE_SIGNPOST.named", post.text());
      LocalDate due = post.dueOn() == null ? begin.plusMonths(SIGNPOST_MONTHS) : post.dueOn();
      tasks.add(view(zone, "ZONE_SIGNPOST", title, due));
    }
    if (zone.signposts().isEmpty() && zone.collection().equals(Zones.CONTROL_ZONES)) {
      String title = texts.say("zones.task.ZONE_SIGNPOST");
      tasks.add(view(zone, "ZONE_SIGNPOST", title, begin.plusMonths(SIGNPOST_MONTHS)));
    }
  }

  private static TaskView view(Zone zone, String kind, String title, @Nullable LocalDate dueOn) {
    boolean overdue = dueOn != null && dueOn.isBefore(LocalDate.now(Zones.CHINA));
    return view(zone, kind, title, Roles.EDITOR, dueOn, overdue);
  }

  private TaskView view(Zone zone, String kind, String role) {
    return view(zone, kind, texts.say("zones.task." + kind), role, null, false);
  }

  private String monitor(Zone.Monitoring monitoring) {
    return texts.say("zones.task.ZONE_MONITORING", monitoring.medium().wording());
  }

  private static TaskView view(
      Zone zone,
      String kind,
      String title,
      String role,
      @Nullable LocalDate dueOn,
      boolean overdue) {
    return new TaskView(
        kind,
        title,
        Departments.ECOLOGY,
        role,
        "/api/zones/" + zone.id(),
        zone.code(),
        zone.name(),
        zone.adcode(),
        dueOn,
        overdue);
  }
}
