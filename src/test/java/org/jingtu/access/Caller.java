package org.jingtu.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jingtu.access.AccessMatrix.Line;

/** Everybody who may ask for an address; the collections of the test belong to 生态环境. */
enum Caller {
  ANONYMOUS("", Set.of()),
  READER(Departments.WATER, Set.of(Roles.READER)),
  EDITOR_OF_THE_OWNER(Departments.ECOLOGY, Set.of(Roles.EDITOR)),
  EDITOR_ELSEWHERE(Departments.AGRICULTURE, Set.of(Roles.EDITOR)),
  OFFICER_OF_THE_OWNER(Departments.ECOLOGY, Set.of(Roles.OFFICER)),
  OFFICER_ELSEWHERE(Departments.NATURAL_RESOURCES, Set.of(Roles.OFFICER)),
  AUDITOR(Departments.ADMINISTRATION, Set.of(Roles.AUDITOR)),
  ADMINISTRATOR(Departments.ADMINISTRATION, Set.of(Roles.ADMIN)),
  /** An administrator's token of scope READ. */
  READ_TOKEN(Departments.ADMINISTRATION, Set.of(Roles.READER)),
  /** An administrator's token of scope METRICS. */
  METRICS_TOKEN(Departments.ADMINISTRATION, Set.of(Roles.METRICS));

  private static final Set<String> WORDS =
      Set.of("EDITOR", "OFFICER", "AUDITOR", "ADMIN", "METRICS", "owner EDITOR", "owner OFFICER");

  final String department;
  final Set<String> roles;

  Caller(String department, Set<String> roles) {
    this.department = department;
    this.roles = roles;
  }

  /** Whether the line lets this caller in. */
  boolean mayUse(Line line) {
    if (line.who().equals("anyone")) {
      return true;
    }
    if (this == ANONYMOUS || (this == READ_TOKEN && !line.method().matches("GET|OPTIONS"))) {
      return false;
    }
    if (line.who().equals("signed-in")) {
      return this != METRICS_TOKEN;
    }
    List<String> words = Arrays.asList(line.who().split(", "));
    if (!WORDS.containsAll(words)) {
      throw new AssertionError("docs/access.md explains no such “who”: " + line.who());
    }
    return roles.contains(Roles.ADMIN) || words.stream().anyMatch(this::has);
  }

  private boolean has(String word) {
    return word.startsWith("owner ")
        ? department.equals(Departments.ECOLOGY) && roles.contains(word.substring(6))
        : roles.contains(word);
  }
}
