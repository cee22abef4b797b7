package org.jingtu.geo;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryEditor;

/**
 * Adds vertices in longitude and latitude so that edges straight in a projected system are
 * followed.
 *
 * <p>The gap between an edge and its image grows with the square of its length: an east-west edge
 * of length L at latitude φ bends by L²·tan φ/(8R). So the gap is measured at a quarter, half and
 * three quarters (one point alone misses an edge that bends both ways about the central meridian),
 * and the edge is cut into √(gap / {@value #GAP_METRES} m) equal parts.
 */
final class Densifier {

  /** Half of the promised 1 mm. */
  private static final double GAP_METRES = 0.0005;

  /** Below this no edge in China bends by 0.2 mm: 60²·tan 54°/(8·6,378,137) = 0.1 mm. */
  private static final double SHORT_EDGE_METRES = 60;

  private static final double METRES_PER_DEGREE = 111_320;

  /** Keeps an absurd edge (hundreds of kilometres) from becoming millions of vertices. */
  private static final int MOST_PARTS = 10_000;

  private final Projection projection;

  Densifier(Projection projection) {
    this.projection = projection;
  }

  Geometry densify(Geometry stored) {
    LongEdges search = new LongEdges();
    stored.apply(search);
    if (!search.isDone()) {
      return stored;
    }
    return new GeometryEditor(stored.getFactory())
        .edit(
            stored,
            new GeometryEditor.CoordinateSequenceOperation() {
              @Override
              public CoordinateSequence edit(CoordinateSequence vertices, Geometry part) {
                return densify(vertices, part);
              }
            });
  }

  private CoordinateSequence densify(CoordinateSequence vertices, Geometry part) {
    double[] lonLat = Vertices.toPairs(vertices);
    if (vertices.size() < 2) {
      return vertices;
    }
    Pairs result = new Pairs(lonLat.length + 16);
    result.add(lonLat[0], lonLat[1]);
    for (int i = 2; i < lonLat.length; i += 2) {
      if (isLong(lonLat[i - 2], lonLat[i - 1], lonLat[i], lonLat[i + 1])) {
        addBetween(lonLat, i, result);
      }
      result.add(lonLat[i], lonLat[i + 1]);
    }
    return Vertices.toSequence(result.toArray(), part.getFactory());
  }

  private void addBetween(double[] lonLat, int end, Pairs result) {
    double[] edge = {lonLat[end - 2], lonLat[end - 1], lonLat[end], lonLat[end + 1]};
    double[] projected = edge.clone();
    projection.fromLonLat(projected, 2);
    double gap = gapMetres(edge, between(projected, 4));
    if (!(gap > GAP_METRES)) {
      return;
    }
    int parts = (int) Math.min(MOST_PARTS, Math.ceil(Math.sqrt(gap / GAP_METRES)));
    result.addAll(between(projected, parts));
  }

  /** The inner points that cut a projected edge into equal parts, as longitude and latitude. */
  private double[] between(double[] projected, int parts) {
    double[] points = new double[2 * (parts - 1)];
    for (int i = 1; i < parts; i++) {
      double share = (double) i / parts;
      points[2 * i - 2] = projected[0] + share * (projected[2] - projected[0]);
      points[2 * i - 1] = projected[1] + share * (projected[3] - projected[1]);
    }
    projection.toLonLat(points, parts - 1);
    return points;
  }

  /** Largest distance of the points from the straight edge; a quarter point sees 3/4 of the arc. */
  private static double gapMetres(double[] edge, double[] quarters) {
    double cosine = Math.cos(Math.toRadians((edge[1] + edge[3]) / 2));
    double dx = (edge[2] - edge[0]) * cosine;
    double dy = edge[3] - edge[1];
    double gap = 0;
    for (int i = 0; i < 3; i++) {
      double px = (quarters[2 * i] - edge[0]) * cosine;
      double py = quarters[2 * i + 1] - edge[1];
      double distance = Math.abs(dx * py - dy * px) / Math.hypot(dx, dy);
      gap = Math.max(gap, i == 1 ? distance : distance / 0.75);
    }
    return gap * METRES_PER_DEGREE;
  }

  private static boolean isLong(double lon1, double lat1, double lon2, double lat2) {
    double dx = (lon2 - lon1) * Math.cos(Math.toRadians(lat1));
    double dy = lat2 - lat1;
    double least = SHORT_EDGE_METRES / METRES_PER_DEGREE;
    return dx * dx + dy * dy > least * least;
  }

  /** Stops at the first edge that is long enough to matter. */
  private static final class LongEdges implements CoordinateSequenceFilter {

    private boolean found;

    @Override
    public void filter(CoordinateSequence vertices, int i) {
      found |=
          i > 0
              && isLong(
                  vertices.getX(i - 1), vertices.getY(i - 1), vertices.getX(i), vertices.getY(i));
    }

    @Override
    public boolean isDone() {
      return found;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }
}
