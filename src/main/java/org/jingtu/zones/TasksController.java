package org.jingtu.zones;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a bureau. */
@RestController
@Tag(name = "tasks")
class TasksController {

  private final Tasks tasks;

  TasksController(Tasks tasks) {
    this.tasks = tasks;
  }

  /**
   * Something to be done.
   *
   * @param kind deadline of a site ({@code BOUNDARY}, {@code SURVEY} …) or ZONE_SUBMIT,
   *     ZONE_APPROVE, ZONE_PUBLISH, ZONE_SIGNPOST, ZONE_MONITORING
   * @param title what is to be done, in the reader's language
   * @param role who may do it
   */
  record TaskView(
      String kind,
      String title,
      String department,
      String role,
      String subject,
      String code,
      @Nullable String name,
      String adcode,
      @Nullable LocalDate dueOn,
      boolean overdue) {}

  record TaskList(List<TaskView> tasks, int numberReturned) {}

  @GetMapping("/api/tasks")
  @Operation(summary = "待办：缺边界的地块、逾期的期限、待报批、待批准、待公告的划定、未设的标识、到期的监测")
  TaskList list(
      @RequestParam(required = false) @Nullable String department,
      @RequestParam(required = false) @Nullable String adcode,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(defaultValue = "500") int limit) {
    if (limit < 1 || limit > 1000) {
      throw new BadParameter("limit", Integer.toString(limit), "1…1000");
    }
    if (adcode != null && !adcode.matches("[0-9]{2,12}")) {
      throw new BadParameter("adcode", adcode, "130899");
    }
    List<TaskView> found =
        tasks.list(department, adcode, limit).stream()
            .filter(t -> kind == null || t.kind().equals(kind))
            .toList();
    return new TaskList(found, found.size());
  }
}
