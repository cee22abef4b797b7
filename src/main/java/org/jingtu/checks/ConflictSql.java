package org.jingtu.checks;

/** The statements that write conflicts. */
final class ConflictSql {

  /** Columns that an evaluation writes. */
  private static final String FOUND =
      "feature_code, feature_name, adcode, township, stage, against_code, against_name, severity, action, depends_on, pack, pack_version, area_square_metres, percent_of_feature, distance_metres, possible, geom";

  private static final String VALUES =
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, st_geomfromwkb(?, 4490)";

  /** Parameters: those of an evaluation, then id and what makes it the same one over time. */
  static final String INSERT =
      """
      insert into conflict (%s, id, collection, feature, rule, against, against_feature, state, opened_at, changed_at)
      values (%s, ?, ?, ?, ?, ?, ?, 'OPEN', now(), now())
      """
          .formatted(FOUND, VALUES);

  /** Parameters: those of an evaluation, state, kind of event (null = nothing to tell), id. */
  static final String UPDATE =
      """
      update conflict c set (%s) = row (%s),
        state = v.state, closed_at = null,
        changed_at = case when v.event is null then c.changed_at else now() end
      from (select ? as state, ?::text as event, ?::bigint as id) v where c.id = v.id
      """
          .formatted(FOUND, VALUES);

  /** Parameter: id. */
  static final String CLOSE =
      "update conflict set state = 'CLOSED', closed_at = now(), changed_at = now() where id = ?";

  /** Parameters: conflict, kind, actor, cause, what changed, figures, details. */
  static final String EVENT =
      """
      insert into conflict_event (conflict, kind, actor, cause, collection, data_version, import_job,
        severity, area_square_metres, distance_metres, details)
      values (?, ?, ?, ?, ?, ?, ?::uuid, ?, ?, ?, ?::json)
      """;

  private ConflictSql() {}
}
