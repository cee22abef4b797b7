package org.jingtu.checks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.checks.CheckStore.StoredCheck;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Computes an answer again from what is stored with it: the request, the data versions, the version
 * of the pack and the day. The same must come out.
 */
@Component
class Replays {

  private static final int LISTED_AT_MOST = 100;

  /** What differs between two equal answers. */
  private static final Set<String> OWN = Set.of("id", "evaluatedAt", "hash");

  private final CheckStore store;
  private final Checks checks;
  private final Plots plots;
  private final Packs packs;
  private final Permissions permissions;
  private final AuditTrail audit;
  private final EnglishAnswers english;
  private final JsonMapper json;

  Replays(
      CheckStore store,
      Checks checks,
      Plots plots,
      Packs packs,
      Permissions permissions,
      AuditTrail audit,
      EnglishAnswers english,
      JsonMapper json) {
    this.store = store;
    this.checks = checks;
    this.plots = plots;
    this.packs = packs;
    this.permissions = permissions;
    this.audit = audit;
    this.english = english;
    this.json = json;
  }

  /**
   * What came out.
   *
   * @param same whether the hash is the same
   * @param differences where the two answers differ; a hundred at the most
   */
  record Replay(
      UUID id,
      boolean same,
      String hash,
      String replayedHash,
      Instant replayedAt,
      List<Difference> differences) {}

  /**
   * A place where the answers differ.
   *
   * @param path JSON pointer into the answer
   * @param stored what was answered; null if there was nothing
   * @param replayed what came out now; null if there is nothing
   */
  record Difference(String path, @Nullable JsonNode stored, @Nullable JsonNode replayed) {}

  /**
   * Computes again and compares.
   *
   * @throws CheckNotFound if there is no such check
   * @throws org.jingtu.problems.Problem PACK_NOT_FOUND if the version of the pack that decided is
   *     not among the files any more
   */
  @Transactional
  public Replay replay(UUID id) {
    StoredCheck stored =
        store
            .findCheck(id, permissions.narrow(null))
            .orElseThrow(() -> new CheckNotFound(id.toString()));
    JsonNode answer = json.readTree(stored.answer());
    Instant moment = Instant.parse(answer.path("asOf").asString());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<String, Long> versions = stored.dataVersions();
    Pack pack = packs.getPack(stored.pack(), stored.packVersion());
    Plot plot = plots.getPlot(stored.request().parcel(), versions.get("parcels"));
    Judged again = checks.judge(stored.request(), plot, pack, versions, moment, now);
    List<Difference> differences = new ArrayList<>();
    compare("", answer, json.readTree(again.json()), differences);
    differences = show(differences, stored.answer(), again.json());
    String hash = again.answer().hash();
    boolean same = hash.equals(stored.hash());
    audit.record("CHECK_REPLAYED", "checks/" + id, Map.of("same", same, "replayedHash", hash));
    return new Replay(id, same, stored.hash(), hash, now, differences);
  }

  /** Compared as stored, in Chinese; a reader of English sees the English at the same places. */
  private List<Difference> show(List<Difference> differences, String stored, byte[] again) {
    if (differences.isEmpty() || !ReaderTexts.isEnglish()) {
      return differences;
    }
    JsonNode before = json.readTree(english.show(stored));
    JsonNode after = json.readTree(english.show(again));
    return differences.stream()
        .map(
            d ->
                new Difference(d.path(), present(before.at(d.path())), present(after.at(d.path()))))
        .toList();
  }

  private static void compare(
      String path, JsonNode stored, JsonNode replayed, List<Difference> differences) {
    if (differences.size() == LISTED_AT_MOST || stored.equals(replayed)) {
      return;
    }
    if (stored.isObject() && replayed.isObject()) {
      Set<String> names = new LinkedHashSet<>(stored.propertyNames());
      names.addAll(replayed.propertyNames());
      for (String name : names) {
        if (!path.isEmpty() || !OWN.contains(name)) {
          compare(path + "/" + name, stored.path(name), replayed.path(name), differences);
        }
      }
    } else if (stored.isArray() && replayed.isArray() && stored.size() == replayed.size()) {
      for (int i = 0; i < stored.size(); i++) {
        compare(path + "/" + i, stored.path(i), replayed.path(i), differences);
      }
    } else {
      differences.add(new Difference(path, present(stored), present(replayed)));
    }
  }

  private static @Nullable JsonNode present(JsonNode node) {
    return node.isMissingNode() ? null : node;
  }
}
