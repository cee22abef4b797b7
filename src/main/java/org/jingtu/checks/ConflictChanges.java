package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.checks.ConflictStore.Known;
import org.jingtu.checks.ConflictStore.Measures;
import org.jingtu.checks.ConflictStore.Tally;
import org.jingtu.rules.Finding;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/** Gathers what is to be written of conflicts and their history, and writes it in a few batches. */
final class ConflictChanges {

  private final JdbcTemplate jdbc;
  private final ConflictCause cause;
  private final List<FoundConflict> opened = new ArrayList<>();
  private final List<Object[]> updates = new ArrayList<>();
  private final List<Object[]> closes = new ArrayList<>();
  private final List<Object[]> events = new ArrayList<>();
  private long reopened;
  private long changed;

  ConflictChanges(JdbcTemplate jdbc, ConflictCause cause) {
    this.jdbc = jdbc;
    this.cause = cause;
  }

  void open(FoundConflict found) {
    opened.add(found);
  }

  void update(FoundConflict found, Known known, @Nullable String event, String state) {
    List<Object> row = row(found);
    row.add(state);
    row.add(event);
    row.add(known.id());
    updates.add(row.toArray());
    if (event != null) {
      events.add(event(known.id(), event, Measures.of(found)));
      reopened += event.equals("REOPENED") ? 1 : 0;
      changed += event.equals("CHANGED") ? 1 : 0;
    }
  }

  void close(Known known) {
    closes.add(new Object[] {known.id()});
    events.add(event(known.id(), "CLOSED", known.figures()));
  }

  boolean isEmpty() {
    return opened.isEmpty() && updates.isEmpty() && closes.isEmpty();
  }

  Tally write() {
    insert();
    jdbc.batchUpdate(ConflictSql.UPDATE, updates);
    jdbc.batchUpdate(ConflictSql.CLOSE, closes);
    jdbc.batchUpdate(ConflictSql.EVENT, events);
    return new Tally(opened.size() + reopened, changed, closes.size());
  }

  private void insert() {
    if (opened.isEmpty()) {
      return;
    }
    List<Long> ids =
        jdbc.queryForList(
            "select nextval('conflict_id') from generate_series(1, ?)", Long.class, opened.size());
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      FoundConflict found = opened.get(i);
      List<Object> row = row(found);
      row.add(ids.get(i));
      row.add(found.watched().collection().id());
      row.add(found.key().feature());
      row.add(found.key().rule());
      row.add(found.key().against());
      row.add(found.key().againstFeature());
      rows.add(row.toArray());
      events.add(event(ids.get(i), "OPENED", Measures.of(found)));
    }
    jdbc.batchUpdate(ConflictSql.INSERT, rows);
  }

  private Object[] event(long conflict, String kind, Measures figures) {
    return new Object[] {
      conflict,
      kind,
      cause.actor(),
      cause.kind().name(),
      cause.collection(),
      cause.dataVersion(),
      cause.importJob(),
      figures.severity(),
      figures.areaSquareMetres(),
      figures.distanceMetres(),
      null
    };
  }

  /** The columns that an evaluation writes, in the order of {@link ConflictSql#FOUND}. */
  private static List<Object> row(FoundConflict found) {
    Watched watched = found.watched();
    Finding finding = found.finding();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(watched.code());
    row.add(watched.name());
    row.add(watched.adcode());
    row.add(watched.text("township"));
    row.add(found.stage());
    row.add(finding.featureCode());
    row.add(finding.featureName());
    row.add(finding.severity().name());
    row.add(finding.action());
    row.add(finding.dependsOn().toArray(String[]::new));
    row.add(found.pack().id());
    row.add(found.pack().version());
    row.add(found.areaSquareMetres());
    row.add(Figures.two(finding.percentOfParcel()));
    row.add(found.distanceMetres());
    row.add(finding.possible());
    row.add(wkb(found));
    return row;
  }

  static byte[] wkb(FoundConflict found) {
    return new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(found.place());
  }
}
