package org.jingtu.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jingtu.features.Overlay.Candidate;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.rules.Hit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Measures how candidates lie to one plot: shared area, share, mean width, distance.
 *
 * <p>Areas are ellipsoidal, in m². Touching is not overlapping: shared areas below {@link
 * #TOUCHING_SQUARE_METRES} are what coordinates of 0.1 mm leave over, and count as touching. The
 * plot is never buffered. Not safe for use by several threads.
 */
final class Measuring {

  /**
   * Below this a shared area is a common boundary: 0.01 m², the last digit of a registered area.
   */
  static final double TOUCHING_SQUARE_METRES = 0.01;

  /** What is missing in areas that are the same, relative: what rounding leaves over. */
  private static final double SAME_SHARE = 1e-9;

  private final Plot plot;
  private final Geometry geometry;

  /** The plot, unless it has several parts. */
  private final @Nullable Outline outline;

  private @Nullable PreparedGeometry prepared;
  private final Map<Geometry, List<Outline>> outlines = new IdentityHashMap<>();

  /** Features that were seen to lie beside one another, by layer. */
  private final Map<String, Set<Measured>> beside = new HashMap<>();

  Measuring(Plot plot) {
    this.plot = plot;
    this.geometry = plot.dense();
    List<Outline> parts = outlinesOf(geometry);
    this.outline = parts.size() == 1 ? parts.get(0) : null;
  }

  /**
   * Measures a candidate. A point or line, on either side, shares no area: it lies on the other or
   * at a distance.
   *
   * @param reachMetres how far from the plot the feature may be; 0 = it must lie on it
   * @return empty if it neither overlaps nor is within reach
   */
  Optional<Measured> measure(Candidate candidate, double reachMetres) {
    int dimension = candidate.pieces().get(0).getDimension();
    boolean shares = dimension == 2 && geometry.getDimension() == 2;
    if (shares) {
      Geometry shared = shared(candidate);
      double area = shared.isEmpty() ? 0 : Ellipsoid.areaSquareMetres(shared);
      if (area >= TOUCHING_SQUARE_METRES) {
        return Optional.of(overlapping(candidate, shared, area));
      }
    }
    if (shares && reachMetres <= 0) {
      return Optional.empty();
    }
    double distance = distanceMetres(candidate);
    boolean onPlot = !shares && distance == 0;
    if (!onPlot && (reachMetres <= 0 || distance > reachMetres)) {
      return Optional.empty();
    }
    Geometry nothing = geometry.getFactory().createPolygon();
    return Optional.of(new Measured(candidate, hit(candidate, 0, 0, distance, dimension), nothing));
  }

  private Measured overlapping(Candidate candidate, Geometry shared, double area) {
    double meanWidth = 2 * area / Seams.perimeterMetres(shared);
    return new Measured(candidate, hit(candidate, area, meanWidth, 0, 2), shared);
  }

  private Hit hit(
      Candidate candidate, double area, double meanWidth, double distance, int dimension) {
    return new Hit(
        candidate.collection().id(),
        Long.toString(candidate.feature()),
        candidate.code(),
        candidate.name(),
        candidate.attributes(),
        area,
        area > 0 ? 100 * area / plot.areaSquareMetres() : 0,
        meanWidth,
        distance,
        dimension);
  }

  /** What the feature shares with the plot: the pieces' shares, beside one another. */
  private Geometry shared(Candidate candidate) {
    List<Geometry> shares = new ArrayList<>(1);
    for (Geometry piece : inOrder(candidate.pieces())) {
      Geometry share = share(piece);
      if (!share.isEmpty()) {
        shares.add(share);
      }
    }
    if (shares.size() < 2) {
      return shares.isEmpty() ? geometry.getFactory().createPolygon() : shares.get(0);
    }
    // pieces of one feature tile it, so their areas may be added
    double area = shares.stream().mapToDouble(Ellipsoid::areaSquareMetres).sum();
    return isWholePlot(area) ? geometry : geometry.getFactory().buildGeometry(shares);
  }

  /** Whether areas that do not overlap fill the plot. */
  private boolean isWholePlot(double areaSquareMetres) {
    return plot.areaSquareMetres() - areaSquareMetres < SAME_SHARE * plot.areaSquareMetres();
  }

  /** Whether these are the areas of features that cover the plot evenly more than once. */
  private boolean takesPlotTwice(double areaSquareMetres) {
    return areaSquareMetres > 1.5 * plot.areaSquareMetres();
  }

  private Geometry share(Geometry piece) {
    if (!geometry.getEnvelopeInternal().intersects(piece.getEnvelopeInternal())) {
      return geometry.getFactory().createPolygon();
    }
    List<Outline> parts = outlinesOf(piece);
    if (outline == null || parts.size() != 1) {
      return overlaid(piece);
    }
    Clip clip = Clip.of(outline, parts.get(0));
    return switch (clip.relation()) {
      case APART -> geometry.getFactory().createPolygon();
      case FIRST_INSIDE -> geometry;
      case SECOND_INSIDE -> piece;
      case CROSSING -> clip.shared().orElseGet(() -> overlaid(piece));
      case UNCLEAR -> overlaid(piece);
    };
  }

  private Geometry overlaid(Geometry piece) {
    if (!prepared().intersects(piece)) {
      return geometry.getFactory().createPolygon();
    }
    if (prepared().covers(piece)) {
      return piece;
    }
    if (piece.getEnvelopeInternal().covers(geometry.getEnvelopeInternal())
        && piece.covers(geometry)) {
      return geometry;
    }
    return polygonsOf(OverlayNGRobust.overlay(geometry, piece, OverlayNG.INTERSECTION));
  }

  private PreparedGeometry prepared() {
    if (prepared == null) {
      prepared = PreparedGeometryFactory.prepare(geometry);
    }
    return prepared;
  }

  private List<Outline> outlinesOf(Geometry any) {
    return outlines.computeIfAbsent(any, Outline::listOf);
  }

  /** What two polygons share; the first itself where it lies in the second. */
  private List<Outline> intersection(Outline one, Outline other) {
    Clip clip = Clip.of(one, other);
    return switch (clip.relation()) {
      case APART -> List.of();
      case FIRST_INSIDE -> List.of(one);
      case SECOND_INSIDE -> List.of(other);
      case CROSSING -> clip.shared().map(Outline::listOf).orElseGet(() -> overlaid(one, other));
      case UNCLEAR -> overlaid(one, other);
    };
  }

  private List<Outline> overlaid(Outline one, Outline other) {
    Geometry shared =
        OverlayNGRobust.overlay(one.polygon(), other.polygon(), OverlayNG.INTERSECTION);
    return Outline.listOf(shared);
  }

  /** The order in which an index returns pieces is not fixed; figures must not depend on it. */
  private static List<Geometry> inOrder(List<Geometry> pieces) {
    if (pieces.size() < 2) {
      return pieces;
    }
    List<Geometry> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparing(Geometry::getCoordinate).thenComparing(g -> g));
    return sorted;
  }

  private double distanceMetres(Candidate candidate) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Geometry piece : candidate.pieces()) {
      nearest =
          prepared().intersects(piece)
              ? 0
              : Math.min(nearest, Ellipsoid.distanceMetres(geometry, piece));
    }
    return nearest;
  }

  /**
   * Area of the plot that these features take together, without counting twice, m². Uniting them is
   * by far the slowest step of a check; so it is left out where those of one layer take the whole
   * plot, and where they lie beside one another in few layers.
   *
   * @param hits features that overlap the plot
   */
  double unionAreaSquareMetres(List<Measured> hits) {
    if (hits.isEmpty()) {
      return 0;
    }
    Map<String, List<Measured>> layers = new TreeMap<>();
    hits.forEach(m -> layers.computeIfAbsent(m.hit().collection(), c -> new ArrayList<>()).add(m));
    List<Together.Layer> apart = new ArrayList<>();
    for (List<Measured> layer : layers.values()) {
      if (layer.stream().anyMatch(m -> m.shared() == geometry)) {
        return plot.areaSquareMetres();
      }
      double area = layer.stream().mapToDouble(m -> m.hit().areaSquareMetres()).sum();
      if (layer.size() == 1 || !takesPlotTwice(area) && isMosaic(layer)) {
        if (isWholePlot(area)) {
          return plot.areaSquareMetres();
        }
        if (layers.size() == 1) {
          return area;
        }
        apart.add(together(layer));
      } else {
        layer.forEach(m -> apart.add(together(List.of(m))));
      }
    }
    return apart.size() <= Together.MOST_LAYERS
        ? new Together(this::intersection).areaSquareMetres(apart)
        : united(hits);
  }

  private Together.Layer together(List<Measured> layer) {
    List<Outline> shares = new ArrayList<>();
    layer.forEach(m -> shares.addAll(outlinesOf(m.shared())));
    return new Together.Layer(shares, piecesOf(layer));
  }

  private List<Outline> piecesOf(List<Measured> layer) {
    List<Outline> pieces = new ArrayList<>();
    for (Measured measured : layer) {
      measured.candidate().pieces().forEach(piece -> pieces.addAll(outlinesOf(piece)));
    }
    return pieces;
  }

  private double united(List<Measured> hits) {
    Geometry[] shares = hits.stream().map(Measured::shared).toArray(Geometry[]::new);
    return Ellipsoid.areaSquareMetres(
        OverlayNGRobust.union(new GeometryCollection(shares, geometry.getFactory())));
  }

  /** Whether features of one layer lie beside one another; if all do, some of them do too. */
  private boolean isMosaic(List<Measured> layer) {
    String collection = layer.get(0).hit().collection();
    if (beside.getOrDefault(collection, Set.of()).containsAll(layer)) {
      return true;
    }
    List<Outline> pieces = piecesOf(layer);
    boolean mosaic = outline == null ? Mosaic.isMosaic(pieces) : Mosaic.isMosaic(pieces, outline);
    if (mosaic) {
      Set<Measured> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      seen.addAll(layer);
      beside.put(collection, seen);
    }
    return mosaic;
  }

  private Geometry polygonsOf(Geometry geometry) {
    if (geometry instanceof Polygon || geometry.getNumGeometries() == 0) {
      return geometry.getDimension() == 2 ? geometry : this.geometry.getFactory().createPolygon();
    }
    @SuppressWarnings("unchecked") // JTS returns a raw list of polygons
    List<Polygon> polygons = PolygonExtracter.getPolygons(geometry);
    return this.geometry.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
  }
}
