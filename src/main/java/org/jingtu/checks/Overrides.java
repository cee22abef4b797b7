package org.jingtu.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.checks.CheckProblems.FindingNotFound;
import org.jingtu.checks.CheckProblems.FindingOverridden;
import org.jingtu.checks.CheckProblems.OverrideNotFound;
import org.jingtu.checks.CheckProblems.OverrideOfOwnCheck;
import org.jingtu.checks.CheckProblems.OverrideWithdrawn;
import org.jingtu.checks.CheckStore.StoredCheck;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings set aside by an officer. The stored answer is never touched: what was decided is kept
 * beside it and shown with it.
 *
 * <p>Deciding needs the role OFFICER and four eyes: who asked for the check cannot do it.
 */
@Component
class Overrides {

  private final OverrideStore store;
  private final CheckStore checks;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final JsonMapper json;

  Overrides(
      OverrideStore store,
      CheckStore checks,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      JsonMapper json) {
    this.store = store;
    this.checks = checks;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.json = json;
  }

  /**
   * All overrides of a check, withdrawn ones too.
   *
   * @throws CheckNotFound if there is no such check
   */
  List<CheckOverride> listOverrides(UUID check) {
    getCheck(check);
    return store.list(check);
  }

  /**
   * Sets a finding aside.
   *
   * @param featureId of the finding, or null for a finding on the plot itself
   * @throws org.jingtu.problems.Problem if the actor may not, or there is no such finding, or it is
   *     set aside already
   */
  @Transactional
  public CheckOverride override(
      UUID check,
      String rule,
      @Nullable String featureId,
      String reason,
      CheckOverride.Document document) {
    Actor actor = requireDecider(getCheck(check));
    JsonNode answer = json.readTree(getCheck(check).answer());
    boolean found =
        answer.path("findings").valueStream().anyMatch(f -> isAbout(f, rule, featureId));
    if (!found) {
      throw new FindingNotFound(rule, featureId == null ? "–" : featureId);
    }
    store.lock(check);
    find(store.list(check), rule, featureId)
        .ifPresent(
            o -> {
              throw new FindingOverridden(o.id());
            });
    long id = store.insert(check, rule, featureId, reason.strip(), document, actor);
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("override", id);
    details.put("rule", rule);
    details.put("featureId", featureId);
    details.put("reason", reason.strip());
    details.put("document", document);
    audit.record("CHECK_FINDING_OVERRIDDEN", "checks/" + check, details);
    return getOverride(check, id);
  }

  /**
   * Takes an override back; the finding counts again.
   *
   * @throws org.jingtu.problems.Problem if the actor may not, or it was withdrawn before
   */
  @Transactional
  public CheckOverride withdraw(UUID check, long override, String reason) {
    permissions.requireRole(Roles.OFFICER);
    getCheck(check);
    store.lock(check);
    if (!getOverride(check, override).holds()) {
      throw new OverrideWithdrawn(Long.toString(override));
    }
    store.withdraw(override, reason.strip(), actors.current());
    audit.record(
        "CHECK_OVERRIDE_WITHDRAWN",
        "checks/" + check,
        Map.of("override", override, "reason", reason.strip()));
    return getOverride(check, override);
  }

  /**
   * The answer with what was decided since: {@code effectiveVerdict} beside {@code verdict}, {@code
   * override} in each finding that is set aside, and {@code overrides} with all there ever were.
   * Without any it is the answer byte for byte.
   */
  String show(UUID check, String answer) {
    List<CheckOverride> all = store.list(check);
    if (all.isEmpty()) {
      return answer;
    }
    ObjectNode shown = (ObjectNode) json.readTree(answer);
    List<Verdict> effective = new ArrayList<>();
    for (JsonNode finding : shown.path("findings")) {
      String rule = finding.path("rule").asString();
      Optional<CheckOverride> override = find(all, rule, feature(finding));
      override.ifPresent(o -> ((ObjectNode) finding).set("override", json.valueToTree(o)));
      if (override.isEmpty()) {
        effective.add(Verdict.valueOf(finding.path("severity").asString()));
      }
    }
    Verdict verdict = Verdict.worstOf(effective);
    shown.put("effectiveVerdict", verdict.name());
    shown.put("effectiveVerdictTitle", verdict.title());
    shown.set("overrides", json.valueToTree(all));
    return json.writeValueAsString(shown);
  }

  private Actor requireDecider(StoredCheck check) {
    permissions.requireRole(Roles.OFFICER);
    Actor actor = actors.current();
    if (actor.username().equals(check.actor())) {
      throw new OverrideOfOwnCheck();
    }
    return actor;
  }

  private StoredCheck getCheck(UUID check) {
    return checks
        .findCheck(check, permissions.narrow(null))
        .orElseThrow(() -> new CheckNotFound(check.toString()));
  }

  private CheckOverride getOverride(UUID check, long id) {
    return store.list(check).stream()
        .filter(o -> o.id() == id)
        .findFirst()
        .orElseThrow(() -> new OverrideNotFound(Long.toString(id)));
  }

  private static Optional<CheckOverride> find(
      List<CheckOverride> all, String rule, @Nullable String featureId) {
    return all.stream().filter(o -> o.holds() && o.isAbout(rule, featureId)).findFirst();
  }

  private static boolean isAbout(JsonNode finding, String rule, @Nullable String featureId) {
    return finding.path("rule").asString().equals(rule)
        && java.util.Objects.equals(feature(finding), featureId);
  }

  private static @Nullable String feature(JsonNode finding) {
    JsonNode feature = finding.path("featureId");
    return feature.isString() ? feature.asString() : null;
  }
}
