package org.jingtu.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jingtu.catalog.Collection;
import org.jingtu.rules.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Opens, changes and closes conflicts, with their history; the one writer of its three tables. */
@Component
class ConflictStore {

  /** Any number of its own; the one lock that all who evaluate conflicts take. */
  private static final long LOCK = 0x636f6e66_6c696374L;

  private final JdbcTemplate jdbc;
  private final ObjectProvider<ConflictObserver> observers;

  ConflictStore(JdbcTemplate jdbc, ObjectProvider<ConflictObserver> observers) {
    this.jdbc = jdbc;
    this.observers = observers;
  }

  /** How many conflicts were opened (or reopened), changed and closed. */
  record Tally(long opened, long changed, long closed) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally more) {
      return new Tally(opened + more.opened, changed + more.changed, closed + more.closed);
    }
  }

  /**
   * Waits until nobody else evaluates conflicts, and keeps others waiting until this transaction
   * ends: what the statements after it read is then all that was committed, and no writer of
   * another collection can have missed it.
   */
  void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
  }

  /**
   * How far conflicts are evaluated.
   *
   * @param evaluatedOn the last day, or null if none was
   * @param packsDigest the rule packs that decided, or null
   */
  record Mark(@Nullable LocalDate evaluatedOn, @Nullable String packsDigest) {}

  Mark getMark() {
    return jdbc.queryForObject(
        "select evaluated_on, packs_digest from conflict_calendar",
        (rs, i) -> new Mark(rs.getObject(1, LocalDate.class), rs.getString(2)));
  }

  void setMark(Mark mark) {
    jdbc.update(
        "update conflict_calendar set evaluated_on = ?, packs_digest = ?",
        mark.evaluatedOn(),
        mark.packsDigest());
  }

  /**
   * All conflicts are right by these packs for a day at least; a later day that was reached stays.
   */
  void reached(LocalDate day, String packsDigest) {
    jdbc.update(
        """
        update conflict_calendar set packs_digest = ?,
          evaluated_on = case when packs_digest = ? then greatest(evaluated_on, ?) else ? end
        """,
        packsDigest,
        packsDigest,
        day,
        day);
  }

  /** What is stored of a conflict, as far as it is compared. */
  record Known(long id, String state, Measures figures, @Nullable Measures resolved, String rest) {}

  /** The figures of a conflict. */
  record Measures(String severity, double areaSquareMetres, double distanceMetres) {

    static Measures of(FoundConflict found) {
      return new Measures(
          found.finding().severity().name(), found.areaSquareMetres(), found.distanceMetres());
    }

    /**
     * Whether what was resolved is no longer what is found: another severity, over 1 % and 1 m²
     * more or less area, or over 1 m more or less distance.
     */
    boolean isMateriallyOther(Measures other) {
      double area = Math.abs(areaSquareMetres - other.areaSquareMetres);
      return !severity.equals(other.severity)
          || area > 1 && area > 0.01 * areaSquareMetres
          || Math.abs(distanceMetres - other.distanceMetres) > 1;
    }
  }

  /**
   * Makes what is found of these features what is stored.
   *
   * @param features ids that were judged, also those of which nothing was found
   */
  Tally bring(
      Collection watched, List<Long> features, List<FoundConflict> found, ConflictCause cause) {
    Map<FoundConflict.Key, Known> known = known(watched, features);
    Set<FoundConflict.Key> seen = new HashSet<>();
    ConflictChanges changes = new ConflictChanges(jdbc, cause);
    for (FoundConflict conflict : found) {
      seen.add(conflict.key());
      compare(conflict, known.get(conflict.key()), changes);
    }
    known.forEach(
        (key, k) -> {
          if (!seen.contains(key) && !k.state().equals("CLOSED")) {
            changes.close(k);
          }
        });
    if (changes.isEmpty()) {
      return Tally.NONE;
    }
    Long before =
        jdbc.queryForObject("select coalesce(max(id), 0) from conflict_event", Long.class);
    Tally tally = changes.write();
    observers.forEach(observer -> observer.changed(before == null ? 0 : before));
    return tally;
  }

  private void compare(FoundConflict found, @Nullable Known known, ConflictChanges changes) {
    Measures figures = Measures.of(found);
    if (known == null) {
      changes.open(found);
    } else if (known.state().equals("CLOSED")
        || known.resolved() != null && known.resolved().isMateriallyOther(figures)) {
      changes.update(found, known, "REOPENED", "OPEN");
    } else if (!known.figures().equals(figures)) {
      changes.update(found, known, "CHANGED", known.state());
    } else if (!known.rest().equals(rest(found))) {
      changes.update(found, known, null, known.state());
    }
  }

  private Map<FoundConflict.Key, Known> known(Collection watched, List<Long> features) {
    Map<FoundConflict.Key, Known> known = new HashMap<>();
    jdbc.query(
        """
        select id, state, severity, area_square_metres, distance_metres,
               case when state = 'RESOLVED' then resolved_severity end, resolved_area_square_metres, resolved_distance_metres,
               feature, rule, against, against_feature,
               concat_ws(chr(10), feature_code, feature_name, adcode, township, stage, against_code, against_name,
                 action, array_to_string(depends_on, ','), pack, pack_version,
                 round(percent_of_feature * 100), possible, md5(st_asbinary(geom, 'NDR')))
        from conflict where collection = ? and feature = any(?) for update
        """,
        rs -> {
          String resolved = rs.getString(6);
          known.put(
              new FoundConflict.Key(
                  rs.getLong(9), rs.getString(10), rs.getString(11), rs.getLong(12)),
              new Known(
                  rs.getLong(1),
                  rs.getString(2),
                  new Measures(rs.getString(3), rs.getDouble(4), rs.getDouble(5)),
                  resolved == null
                      ? null
                      : new Measures(resolved, rs.getDouble(7), rs.getDouble(8)),
                  rs.getString(13)));
        },
        watched.id(),
        features.toArray(Long[]::new));
    return known;
  }

  /** What is stored beside the figures, as SQL above composes it: a change of it is no event. */
  private static String rest(FoundConflict found) {
    Watched watched = found.watched();
    Finding finding = found.finding();
    List<@Nullable String> words = new ArrayList<>();
    words.add(watched.code());
    words.add(watched.name());
    words.add(watched.adcode());
    words.add(watched.text("township"));
    words.add(found.stage());
    words.add(finding.featureCode());
    words.add(finding.featureName());
    words.add(finding.action());
    words.add(String.join(",", finding.dependsOn()));
    words.add(found.pack().id());
    words.add(found.pack().version());
    words.add(Long.toString(Math.round(100 * finding.percentOfParcel())));
    words.add(finding.possible() ? "t" : "f");
    words.add(DigestUtils.md5DigestAsHex(ConflictChanges.wkb(found)));
    words.removeIf(java.util.Objects::isNull);
    return String.join("\n", words);
  }
}
