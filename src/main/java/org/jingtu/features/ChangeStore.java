package org.jingtu.features;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what happened to a collection between two of its data versions; writes nothing. */
@Component
class ChangeStore {

  private final JdbcTemplate jdbc;
  private final FeatureStore features;

  ChangeStore(JdbcTemplate jdbc, FeatureStore features) {
    this.jdbc = jdbc;
    this.features = features;
  }

  /**
   * Which changes are meant.
   *
   * @param from data version before; 0 = when nothing had been loaded
   * @param to data version after, later than {@code from}
   * @param bbox {west, south, east, north} in degrees, or null for everywhere
   * @param area the area of the reader, if that is limited to one
   */
  record Span(
      Collection collection,
      long from,
      long to,
      double @Nullable [] bbox,
      Optional<Territory> area) {}

  /** A version of the table {@code c} that was there before, and one that is there after. */
  private static final String BEFORE =
      "(c.since <= ? and (c.until is null or c.until > ?))"; // from, from

  private static final String AFTER = BEFORE; // to, to

  /** Features whose version is another one after than before. */
  private static String touched(Span span) {
    return """
    from %s c
    where ((c.since <= ? and c.until > ? and c.until <= ?)
        or (c.since > ? and c.since <= ? and (c.until is null or c.until > ?)))
    """
            .formatted(span.collection().table())
        + (span.bbox() == null ? "" : " and c.geom && st_makeenvelope(?, ?, ?, ?, 4490)")
        + (span.area().isEmpty() ? "" : " and starts_with(c.adcode, ?)");
  }

  private static List<Object> parameters(Span span) {
    List<Object> parameters =
        new ArrayList<>(
            List.of(span.from(), span.from(), span.to(), span.from(), span.to(), span.to()));
    if (span.bbox() != null) {
      for (double side : span.bbox()) {
        parameters.add(side);
      }
    }
    span.area().ifPresent(area -> parameters.add(area.prefix()));
    return parameters;
  }

  /** How many features of each kind. */
  Map<FeatureChange.Kind, Long> count(Span span) {
    List<Object> parameters = new ArrayList<>(both(span));
    parameters.addAll(parameters(span));
    Map<FeatureChange.Kind, Long> counts = new EnumMap<>(FeatureChange.Kind.class);
    for (FeatureChange.Kind kind : FeatureChange.Kind.values()) {
      counts.put(kind, 0L);
    }
    jdbc.query(
        """
        select kind, count(*) from (
          select case when bool_or(%s) then case when bool_or(%s) then 'CHANGED' else 'ENDED' end
                 else 'ADDED' end as kind
          %s group by c.feature) k
        group by kind
        """
            .formatted(BEFORE, AFTER, touched(span)),
        rs -> {
          counts.put(FeatureChange.Kind.valueOf(rs.getString(1)), rs.getLong(2));
        },
        parameters.toArray());
    return counts;
  }

  /**
   * A page of the features, each with one or both of its versions, by feature id and version.
   *
   * @param kind only these, or null for all
   */
  List<FeatureVersion> listPage(
      Span span, FeatureChange.@Nullable Kind kind, long after, int limit) {
    List<Object> parameters = new ArrayList<>(parameters(span));
    parameters.add(after);
    if (kind != null) {
      parameters.addAll(both(span));
    }
    parameters.add(limit);
    parameters.addAll(both(span));
    return features.listWhere(
        span.collection(),
        """
        t.feature in (
          select c.feature %s and c.feature > ?
          group by c.feature %s
          order by c.feature limit ?)
        and (%s or %s)
        order by t.feature, t.since
        """
            .formatted(
                touched(span),
                kind == null ? "" : "having " + having(kind),
                BEFORE.replace("c.", "t."),
                AFTER.replace("c.", "t.")),
        parameters.toArray());
  }

  private static String having(FeatureChange.Kind kind) {
    return "%sbool_or(%s) and %sbool_or(%s)"
        .formatted(
            kind == FeatureChange.Kind.ADDED ? "not " : "",
            BEFORE,
            kind == FeatureChange.Kind.ENDED ? "not " : "",
            AFTER);
  }

  private static List<Object> both(Span span) {
    return List.of(span.from(), span.from(), span.to(), span.to());
  }

  /** A data version: who wrote it, when, how, and how much it changed. */
  record DataVersion(
      long version,
      Instant committedAt,
      String actor,
      String origin,
      @Nullable UUID importJob,
      long inserted,
      long updated,
      long ended) {}

  /** Data versions of a collection, the newest first. */
  List<DataVersion> listVersions(Collection collection, long before, int limit) {
    return jdbc.query(
        """
        select version, committed_at, actor, origin, import_job, inserted, updated, ended
        from dataset_version where collection = ? and version < ? order by version desc limit ?
        """,
        (rs, i) ->
            new DataVersion(
                rs.getLong(1),
                rs.getTimestamp(2).toInstant(),
                rs.getString(3),
                rs.getString(4),
                rs.getObject(5, UUID.class),
                rs.getLong(6),
                rs.getLong(7),
                rs.getLong(8)),
        collection.id(),
        before,
        limit);
  }

  /** The data version that was current at a moment; 0 if nothing had been loaded. */
  long versionAt(Collection collection, Instant moment) {
    Long version =
        jdbc.queryForObject(
            """
            select coalesce(max(version), 0) from dataset_version
            where collection = ? and committed_at <= ?
            """,
            Long.class,
            collection.id(),
            Timestamp.from(moment));
    return version == null ? 0 : version;
  }
}
