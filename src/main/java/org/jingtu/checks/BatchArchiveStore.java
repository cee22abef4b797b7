package org.jingtu.checks;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads which checks a batch led to, a page at a time; writes nothing. */
@Component
class BatchArchiveStore {

  private final JdbcTemplate jdbc;

  BatchArchiveStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Rows that have a verdict, in the order of the file.
   *
   * @param verdict only these, or null for all
   */
  List<BatchArchive.Row> listPage(UUID batch, @Nullable String verdict, long after, int limit) {
    return jdbc.query(
        """
        select record, check_id, parcel_no, name, verdict from check_batch_row
        where batch = ? and record > ? and check_id is not null
          and (cast(? as text) is null or verdict = ?)
        order by record limit ?
        """,
        (rs, i) ->
            new BatchArchive.Row(
                rs.getLong(1),
                rs.getObject(2, UUID.class),
                rs.getString(3) == null ? rs.getString(4) : rs.getString(3),
                rs.getString(5)),
        batch,
        after,
        verdict,
        verdict,
        limit);
  }
}
