package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Checks the rows of one file against each other, as a coverage: no overlap, no gap narrower than
 * the tolerance. Geometries wait on disk; few tiles are in memory at a time. Used by one thread.
 */
final class RowCoverage implements AutoCloseable {

  /** Above it nothing is checked, and that is said. */
  static final int MOST_ROWS = 2_000_000;

  /** The same where nobody asked for the check: 500,000 rows of 21 vertices take about 20 s. */
  static final int MOST_ROWS_UNASKED = 200_000;

  private static final int TILES_UNDER_WAY = 4;
  private static final double METRES_PER_DEGREE = 111_320;

  private final ImportRequest request;
  private final RowChecker rows;
  private final CoordinateSystems systems;
  private final Crs crs;
  private final ExecutorService cores;
  private final RowSpill spill;
  private boolean tooMany;

  RowCoverage(
      ImportRequest request,
      RowChecker rows,
      CoordinateSystems systems,
      Crs crs,
      ExecutorService cores,
      Path folder)
      throws IOException {
    this.request = request;
    this.rows = rows;
    this.systems = systems;
    this.crs = crs;
    this.cores = cores;
    this.spill = new RowSpill(folder.resolve("rows.wkb"));
  }

  /** Takes a good row into account. */
  void note(CheckedRow row) throws IOException {
    Geometry shape = row.shape();
    if (row.draft() == null || !(shape instanceof Polygon || shape instanceof MultiPolygon)) {
      return;
    }
    if (spill.size() == mostRows()) {
      tooMany = true;
    } else {
      spill.add(row.record(), shape);
    }
  }

  /**
   * Checks all rows.
   *
   * @param refused gets the record of each row with an error, once
   */
  void check(Consumer<ImportProblem> problems, Consumer<Long> refused, StopSignal signal)
      throws IOException {
    if (tooMany) {
      problems.accept(
          ImportProblem.ofFile(Severity.WARNING, "COVERAGE_NOT_CHECKED", null, mostRows()));
      return;
    }
    spill.seal();
    double unit = crs.geographic() ? METRES_PER_DEGREE : 1;
    double margin = 2 * request.gapToleranceMetres() / unit; // degrees of longitude are shorter
    Set<Long> bad = new HashSet<>();
    Deque<Future<List<ImportProblem>>> underWay = new ArrayDeque<>();
    Iterator<CoverageTiles.Tile> tiles = CoverageTiles.of(spill, margin).iterator();
    while (tiles.hasNext() || !underWay.isEmpty()) {
      signal.check();
      while (tiles.hasNext() && underWay.size() < TILES_UNDER_WAY) {
        CoverageTiles.Tile tile = tiles.next();
        underWay.add(cores.submit(() -> check(tile, margin)));
      }
      for (ImportProblem problem : get(underWay.remove())) {
        problems.accept(problem);
        Long record = problem.record();
        if (problem.isError() && record != null && bad.add(record)) {
          refused.accept(record);
        }
      }
    }
  }

  private int mostRows() {
    return request.coverageCheck() == CoverageCheck.AUTO ? MOST_ROWS_UNASKED : MOST_ROWS;
  }

  private static List<ImportProblem> get(Future<List<ImportProblem>> tile) throws IOException {
    try {
      return tile.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal.Stopped(StopSignal.Reason.SERVICE_STOPPED);
    }
  }

  private List<ImportProblem> check(CoverageTiles.Tile tile, double margin) throws IOException {
    int[] inside = tile.rows();
    AffineTransformation toMetres = toMetres(tile.box());
    Geometry[] polygons = new Geometry[inside.length];
    Envelope[] boxes = new Envelope[inside.length];
    for (int i = 0; i < inside.length; i++) {
      Geometry shape = spill.read(inside[i]);
      boxes[i] = shape.getEnvelopeInternal();
      polygons[i] = toMetres == null ? shape : toMetres.transform(shape);
    }
    List<CoverageTile.Find> finds =
        new ArrayList<>(
            new CoverageTile(tile, polygons, boxes, margin, request.gapToleranceMetres()).find());
    finds.sort(
        Comparator.comparingLong((CoverageTile.Find f) -> later(inside, f))
            .thenComparingLong(f -> earlier(inside, f)));
    List<ImportProblem> problems = new ArrayList<>();
    for (CoverageTile.Find find : finds) {
      problems.add(told(find, inside, toMetres));
    }
    return problems;
  }

  private @Nullable AffineTransformation toMetres(Envelope box) {
    if (!crs.geographic()) {
      return null;
    }
    double shrink = Math.cos(Math.toRadians(box.centre().y));
    return AffineTransformation.scaleInstance(METRES_PER_DEGREE * shrink, METRES_PER_DEGREE);
  }

  private ImportProblem told(
      CoverageTile.Find find, int[] inside, @Nullable AffineTransformation toMetres) {
    Geometry shape = toMetres == null ? find.shape() : back(toMetres).transform(find.shape());
    Geometry stored = systems.toStorage(shape, crs);
    Coordinate place = shape.getInteriorPoint().getCoordinate();
    double width = Math.round(find.widthMetres() * 1000) / 1000.0;
    long record = later(inside, find);
    String other = String.valueOf(earlier(inside, find));
    boolean error = find.overlap() && request.coverageCheck() == CoverageCheck.STRICT;
    String code = find.overlap() ? "ROWS_OVERLAP" : "ROWS_GAP";
    Object first =
        find.overlap()
            ? BoundaryShape.rounded(Ellipsoid.areaSquareMetres(stored))
            : request.gapToleranceMetres();
    ImportProblem problem =
        error
            ? rows.problem(record, code, null, null, place, other, first, width)
            : rows.warning(record, code, null, null, place, other, first, width);
    return problem.with(new ProblemShape(stored, null));
  }

  private static AffineTransformation back(AffineTransformation way) {
    try {
      return way.getInverse();
    } catch (org.locationtech.jts.geom.util.NoninvertibleTransformationException e) {
      throw new IllegalStateException(e);
    }
  }

  private long later(int[] inside, CoverageTile.Find find) {
    return Math.max(spill.record(inside[find.a()]), spill.record(inside[find.b()]));
  }

  private long earlier(int[] inside, CoverageTile.Find find) {
    return Math.min(spill.record(inside[find.a()]), spill.record(inside[find.b()]));
  }

  @Override
  public void close() throws IOException {
    spill.close();
  }
}
