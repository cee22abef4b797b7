package org.jingtu.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/**
 * The same question in plain SQL, the floor against which the service is measured: pieces by the
 * index, shared area on the ellipsoid by PostGIS, share of the plot, attributes of every feature
 * that is hit. One prepared statement, read to its end, autocommit. It judges nothing, makes no
 * unions and stores nothing.
 */
final class Floor implements AutoCloseable {

  /** What one plot gave. */
  record Hits(int features, double areaSquareMetres) {}

  private final Connection connection;
  private final PreparedStatement statement;

  Floor(Connection connection, Catalog catalog) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(sql(catalog));
  }

  static String sql(Catalog catalog) {
    String branches =
        catalog.listCollections().stream()
            .filter(Collection::overlaid)
            .map(Floor::branch)
            .collect(Collectors.joining("union all\n"));
    return """
        with plot as materialized (
          select g, st_area(g::geography) as area from st_geomfromwkb(?, 4490) g
        ), hit as materialized (
          select p.collection, p.feature, p.since,
                 sum(st_area(st_intersection(p.geom, plot.g)::geography)) as area
          from plot, overlay_piece p
          where p.geom && plot.g and p.until is null
          group by p.collection, p.feature, p.since
        )
        select h.collection, h.feature, h.area, 100 * h.area / plot.area as percent, h.attributes
        from plot, (
        %s) h
        """
        .formatted(branches);
  }

  /** {@code offset 0} keeps the look-up by key, feature by feature. */
  private static String branch(Collection collection) {
    return """
        select h.collection, h.feature, h.area, t.attributes::text
        from hit h
        cross join lateral (
          select json_build_array(%s) as attributes
          from %s t where t.feature = h.feature and t.since = h.since offset 0) t
        where h.collection = %d and h.area >= 0.01
        """
        .formatted(
            collection.attributes().stream()
                .map(a -> "t." + a.column())
                .collect(Collectors.joining(", ")),
            collection.table(),
            collection.number());
  }

  Hits ask(Geometry plot) throws SQLException {
    statement.setBytes(1, new WKBWriter().write(plot));
    int features = 0;
    double area = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        features++;
        area += rows.getDouble(3);
        rows.getString(5);
      }
    }
    return new Hits(features, area);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
