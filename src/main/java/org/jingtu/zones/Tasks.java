package org.jingtu.zones;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.Departments;
import org.jingtu.access.Roles;
import org.jingtu.sites.SiteRegister;
import org.jingtu.zones.TasksController.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What waits for a bureau, gathered from sites and zones; overdue first. */
@Component
class Tasks {

  private final SiteRegister sites;
  private final ZoneStore store;
  private final Actors actors;

  Tasks(SiteRegister sites, ZoneStore store, Actors actors) {
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
    String where = adcode != null ? adcode : actor.adcode();
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

  private static void addTask(List<TaskView> tasks, Zone zone) {
    switch (zone.state()) {
      case DRAFT -> tasks.add(view(zone, "ZONE_SUBMIT", "报批草案", Roles.EDITOR));
      case SUBMITTED -> tasks.add(view(zone, "ZONE_APPROVE", "记录批准或退回", Roles.OFFICER));
      case APPROVED -> tasks.add(view(zone, "ZONE_PUBLISH", "发布公告", Roles.OFFICER));
      default -> {
        // 设立标识: 承德高新区 三（四）1、济源 22
        boolean erected = zone.signposts().stream().anyMatch(s -> s.erectedOn() != null);
        if (!erected && zone.collection().equals(Zones.CONTROL_ZONES)) {
          tasks.add(view(zone, "ZONE_SIGNPOST", "设立标识", Roles.EDITOR));
        }
      }
    }
  }

  private static TaskView view(Zone zone, String kind, String title, String role) {
    return new TaskView(
        kind,
        title,
        Departments.ECOLOGY,
        role,
        "/api/zones/" + zone.id(),
        zone.code(),
        zone.name(),
        zone.adcode(),
        null,
        false);
  }
}
