package org.jingtu.features;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was added, changed and ended in a collection between two data versions. A user who is
 * limited to an area sees what lies in it.
 */
@Component
class FeatureChanges {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final ChangeStore store;
  private final Datasets datasets;
  private final Permissions permissions;

  FeatureChanges(ChangeStore store, Datasets datasets, Permissions permissions) {
    this.store = store;
    this.datasets = datasets;
    this.permissions = permissions;
  }

  /**
   * A page of changes.
   *
   * @param from data version before
   * @param to data version after
   * @param next the page goes on after this feature; null at its end
   */
  record Page(
      long from,
      long to,
      Map<FeatureChange.Kind, Long> counts,
      List<FeatureChange> changes,
      @Nullable Long next) {}

  /**
   * The changes.
   *
   * @param from data version, moment (ISO 8601), or day, which means its end in China
   * @param to the same, or null for now
   * @param kind only these, or null for all; the counts are of all
   * @throws BadParameter if a version is not there, or {@code from} is not before {@code to}
   */
  Page list(
      Collection collection,
      String from,
      @Nullable String to,
      double @Nullable [] bbox,
      FeatureChange.@Nullable Kind kind,
      long after,
      int limit) {
    permissions.requireRead(collection.published());
    long current = Objects.requireNonNull(datasets.currentVersions().get(collection.id()));
    long before = version("from", collection, from, current);
    long then = to == null ? current : version("to", collection, to, current);
    if (before > then) {
      throw new BadParameter("from", from, "≤ " + then);
    }
    ChangeStore.Span span =
        new ChangeStore.Span(collection, before, then, bbox, permissions.findTerritory());
    List<FeatureChange> changes =
        FeatureChange.pair(store.listPage(span, kind, after, limit), before);
    Long next = changes.size() == limit ? (Long) changes.get(limit - 1).latest().feature() : null;
    return new Page(before, then, store.count(span), changes, next);
  }

  /** Data versions of a collection, the newest first. */
  List<ChangeStore.DataVersion> listVersions(Collection collection, long before, int limit) {
    permissions.requireRead(collection.published());
    return store.listVersions(collection, before, limit);
  }

  private long version(String name, Collection collection, String text, long current) {
    try {
      if (text.matches("[0-9]{1,18}")) {
        long version = Long.parseLong(text);
        if (version <= current) {
          return version;
        }
      } else if (text.length() == 10) {
        LocalDate next = LocalDate.parse(text).plusDays(1);
        return store.versionAt(collection, next.atStartOfDay(CHINA).toInstant());
      } else {
        return store.versionAt(collection, Instant.parse(text));
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new BadParameter(name, text, "0…%d, 2026-03-01, 2026-03-01T00:00:00Z".formatted(current));
  }
}
