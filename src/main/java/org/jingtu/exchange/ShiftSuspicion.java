package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jingtu.catalog.Collection;
import org.jingtu.features.RegisteredVertices;
import org.jingtu.geo.Crs;
import org.jingtu.geo.WebMapOffset;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Suspects a whole file of lying beside its place: with the offset of a web map, or in another zone
 * than stated. The evidence are vertices of what is registered, of any collection: neighbours and
 * earlier versions share vertices with a file that lies right. Where hardly any vertex of the file
 * meets one, but very many would under one of the assumptions, that is said. Where nothing is
 * registered nothing is said. Used by one thread.
 */
final class ShiftSuspicion {

  private static final int SAMPLED_ROWS = 100;
  private static final int VERTICES_OF_A_ROW = 4;

  /** About a metre. */
  private static final double NEAR_DEGREES = 1e-5;

  /** Matches that make a suspicion, at the least, and their share of the sample. */
  private static final int LEAST_MATCHES = 12;

  private static final double LEAST_SHARE = 0.3;

  /** Share of vertices that may match as they are. */
  private static final double MOST_SHARE_AS_IS = 0.05;

  private final Collection collection;
  private final Crs crs;
  private final List<Coordinate[]> sample = new ArrayList<>();
  private final Random random = new Random(4490); // the same file gives the same sample
  private long seen;

  private record Assumption(String code, String name, UnaryOperator<double[]> correction) {}

  ShiftSuspicion(Collection collection, Crs crs) {
    this.collection = collection;
    this.crs = crs;
  }

  /** Takes a row into account: each row of the file is sampled with the same probability. */
  void note(CheckedRow row) {
    Geometry geometry = row.draft() == null ? null : row.draft().geometry();
    if (geometry == null) {
      return;
    }
    seen++;
    if (sample.size() < SAMPLED_ROWS) {
      sample.add(vertices(geometry));
    } else {
      long slot = (long) (random.nextDouble() * seen);
      if (slot < SAMPLED_ROWS) {
        sample.set((int) slot, vertices(geometry));
      }
    }
  }

  private static Coordinate[] vertices(Geometry geometry) {
    Coordinate[] all = geometry.getCoordinates();
    int count = Math.min(VERTICES_OF_A_ROW, Math.max(1, all.length - 1));
    Coordinate[] some = new Coordinate[count];
    for (int i = 0; i < count; i++) {
      some[i] = all[(int) ((long) i * (all.length - 1) / count)];
    }
    return some;
  }

  /** What is suspected, if anything. */
  Optional<ImportProblem> judge(RegisteredVertices registered) {
    List<Assumption> assumptions = assumptions();
    List<List<double[]>> places = new ArrayList<>();
    for (Assumption assumption : assumptions) {
      List<double[]> corrected = new ArrayList<>();
      for (Coordinate[] row : sample) {
        for (Coordinate vertex : row) {
          corrected.add(assumption.correction().apply(new double[] {vertex.x, vertex.y}));
        }
      }
      places.add(corrected);
    }
    int size = places.get(0).size();
    if (size < LEAST_MATCHES) {
      return Optional.empty();
    }
    int[] matches = registered.countNear(collection, places, NEAR_DEGREES);
    int best = 0;
    for (int i = 1; i < matches.length; i++) {
      best = matches[i] > matches[best] ? i : best;
    }
    boolean suspected =
        best > 0
            && matches[best] >= LEAST_MATCHES
            && matches[best] >= LEAST_SHARE * size
            && matches[0] <= MOST_SHARE_AS_IS * size;
    return suspected
        ? Optional.of(
            ImportProblem.ofFile(
                Severity.WARNING,
                assumptions.get(best).code(),
                null,
                assumptions.get(best).name(),
                matches[best],
                size,
                matches[0]))
        : Optional.empty();
  }

  /** As it is, then what may be wrong. The same numbers in the next zone lie 3 degrees further. */
  private List<Assumption> assumptions() {
    List<Assumption> list = new ArrayList<>();
    list.add(new Assumption("", "", place -> place));
    for (WebMapOffset offset : WebMapOffset.values()) {
      String name = offset == WebMapOffset.GCJ_02 ? "GCJ-02" : "BD-09";
      list.add(
          new Assumption(
              "WEB_MAP_OFFSET_SUSPECTED", name, place -> offset.remove(place[0], place[1])));
    }
    if (!crs.geographic() && crs.kind() != Crs.Kind.WEB_MERCATOR) {
      for (int degrees : new int[] {-6, -3, 3, 6}) {
        long meridian = Math.round(crs.centralMeridianDegrees()) + degrees;
        list.add(
            new Assumption(
                "ZONE_SUSPECTED",
                String.valueOf(meridian),
                place -> new double[] {place[0] + degrees, place[1]}));
      }
    }
    return list;
  }
}
