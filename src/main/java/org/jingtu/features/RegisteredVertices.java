package org.jingtu.features;

import java.util.List;
import org.jingtu.catalog.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells how many places coincide with vertices of what is registered, in whichever collection. */
@Component
public class RegisteredVertices {

  private static final String COUNT =
      """
      select p.h, count(*)
      from (select u.h, st_setsrid(st_makepoint(u.x, u.y), 4490) as pt from unnest(?, ?, ?) as u(h, x, y)) p
      where exists (
          select 1 from overlay_piece o, st_dumppoints(o.geom) v
          where o.until is null and o.geom && st_expand(p.pt, ?) and st_dwithin(v.geom, p.pt, ?))
        %s
      group by p.h
      """;

  /** Collections that are not overlaid are in no pieces. */
  private static final String OR_OWN =
      """
      or exists (
          select 1 from %s o, st_dumppoints(o.geom) v
          where o.until is null and o.geom && st_expand(p.pt, ?) and st_dwithin(v.geom, p.pt, ?))
      """;

  private final JdbcTemplate jdbc;

  RegisteredVertices(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Counts, for each list of places, those that have a current registered vertex near. Reads what
   * is committed: what the caller's transaction has written does not count.
   *
   * @param own a collection to look at besides those that checks overlay
   * @param places lists of {longitude, latitude} in degrees
   * @param nearDegrees how near
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public int[] countNear(Collection own, List<List<double[]>> places, double nearDegrees) {
    int all = places.stream().mapToInt(List::size).sum();
    Integer[] lists = new Integer[all];
    Double[] xs = new Double[all];
    Double[] ys = new Double[all];
    int at = 0;
    for (int list = 0; list < places.size(); list++) {
      for (double[] place : places.get(list)) {
        lists[at] = list;
        xs[at] = place[0];
        ys[at++] = place[1];
      }
    }
    int[] counts = new int[places.size()];
    jdbc.query(
        connection -> {
          var statement =
              connection.prepareStatement(
                  COUNT.formatted(own.overlaid() ? "" : OR_OWN.formatted(own.table())));
          statement.setArray(1, connection.createArrayOf("int4", lists));
          statement.setArray(2, connection.createArrayOf("float8", xs));
          statement.setArray(3, connection.createArrayOf("float8", ys));
          for (int i = 4; i <= (own.overlaid() ? 5 : 7); i++) {
            statement.setDouble(i, nearDegrees);
          }
          return statement;
        },
        rs -> {
          counts[rs.getInt(1)] = rs.getInt(2);
        });
    return counts;
  }
}
