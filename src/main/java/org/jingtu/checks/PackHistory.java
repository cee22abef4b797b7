package org.jingtu.checks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which version of each rule pack was in force when: noted at each start that finds another one, so
 * that a question as of a former day is judged by the rules of that day. The one writer of {@code
 * pack_in_force}.
 */
@Component
class PackHistory implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(PackHistory.class);

  private final Packs packs;
  private final JdbcTemplate jdbc;

  PackHistory(Packs packs, JdbcTemplate jdbc) {
    this.packs = packs;
    this.jdbc = jdbc;
  }

  private record InForce(String version, String digest) {}

  @Override
  public void afterSingletonsInstantiated() {
    packs.listPacks().forEach(this::note);
  }

  /** Notes the pack if it is not the one that was last in force. */
  void note(Pack pack) {
    InForce now = new InForce(pack.version(), pack.digest());
    InForce last =
        find(
            "select version, digest from pack_in_force where pack = ? order by since desc limit 1",
            pack.id());
    if (now.equals(last)) {
      return;
    }
    if (last != null && last.version().equals(now.version())) {
      LOG.warn(
          "rule pack {} changed without a new version: answers by its former text cannot be computed again",
          pack.id() + "@" + pack.version());
    }
    jdbc.update(
        "insert into pack_in_force (pack, version, digest) values (?, ?, ?) on conflict do nothing",
        pack.id(),
        now.version(),
        now.digest());
  }

  /**
   * The pack to judge by, see {@link Packs#choose}.
   *
   * @param asOf the moment whose version of it counts, or null for now; before the first that is
   *     known, the first counts
   * @throws org.jingtu.problems.Problem PACK_NOT_FOUND if the version of that time is not among the
   *     files any more
   */
  Pack choose(@Nullable String id, @Nullable String county, @Nullable Instant asOf) {
    Pack current = packs.choose(id, county);
    if (asOf == null) {
      return current;
    }
    InForce then =
        find(
            """
            select version, digest from pack_in_force where pack = ?
            order by since <= ? desc, case when since <= ? then -extract(epoch from since) else extract(epoch from since) end
            limit 1
            """,
            current.id(),
            Timestamp.from(asOf),
            Timestamp.from(asOf));
    return then == null ? current : packs.getPack(current.id(), then.version());
  }

  private @Nullable InForce find(String sql, Object... parameters) {
    List<InForce> found =
        jdbc.query(sql, (rs, i) -> new InForce(rs.getString(1), rs.getString(2)), parameters);
    return found.isEmpty() ? null : found.get(0);
  }
}
