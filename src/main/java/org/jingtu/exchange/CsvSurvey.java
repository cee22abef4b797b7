package org.jingtu.exchange;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * Looks at the first rows of a CSV file to know what its numbers mean, and at all rows of one that
 * puts its texts in quotes to know which columns are numbers.
 */
final class CsvSurvey {

  private static final int ROWS = 2_000;

  private final CsvColumns columns;
  private final CsvTypes types;
  private final Envelope extent = new Envelope();
  private final Set<String> srids = new LinkedHashSet<>();
  private int northFirst;
  private int eastFirst;
  private int pairs;

  /**
   * @param count of all columns
   */
  CsvSurvey(CsvColumns columns, int count) {
    this.columns = columns;
    this.types = new CsvTypes(count);
  }

  void run(CsvTable table) throws IOException {
    try {
      List<String> row = table.next();
      for (int i = 0; row != null && (i < ROWS || table.typed()); i++) {
        if (table.typed()) {
          types.add(table, row);
        }
        if (i >= ROWS) {
          row = table.next();
          continue;
        }
        if (columns.kind() == CsvColumns.Kind.WKT) {
          addText(CsvShape.cell(row, columns.first()));
        } else {
          addPair(
              CsvShape.number(CsvShape.cell(row, columns.first())),
              CsvShape.number(CsvShape.cell(row, columns.second())));
        }
        row = table.next();
      }
    } catch (CsvLexer.Broken e) {
      // the reader says it when it comes there
    }
  }

  /** Type of a column, from 0; a text where the file does not put its texts in quotes. */
  FieldDef.Type type(int column) {
    return types.of(column);
  }

  private void addText(String wkt) {
    WktShape.findSrid(wkt).filter(srid -> srids.size() < 2).ifPresent(srids::add);
    try {
      if (!wkt.isEmpty()) {
        extent.expandToInclude(WktShape.read(wkt, new RingCloser(true)).getEnvelopeInternal());
      }
    } catch (BadShape e) {
      // said by its row
    }
  }

  private void addPair(double first, double second) {
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return;
    }
    pairs++;
    extent.expandToInclude(first, second);
    SurveyAxes axes = SurveyAxes.judge(first, second);
    northFirst += axes == SurveyAxes.NORTH_FIRST ? 1 : 0;
    eastFirst += axes == SurveyAxes.EAST_FIRST ? 1 : 0;
  }

  /**
   * Whether X is the northing.
   *
   * @param warnings gets the decision
   * @throws UploadRefused if the numbers do not tell
   */
  boolean isNorthFirst(List<String> names, List<RowProblem> warnings) {
    if (columns.kind() != CsvColumns.Kind.X_Y || pairs == 0) {
      return false;
    }
    String x = names.get(columns.first());
    String y = names.get(columns.second());
    if (northFirst == eastFirst) {
      throw new UploadRefused("CSV_AXES_UNKNOWN", x, y);
    }
    boolean north = northFirst > eastFirst;
    warnings.add(
        RowProblem.ofFile(
            Severity.WARNING, north ? "CSV_X_IS_NORTHING" : "CSV_X_IS_EASTING", x, y));
    return north;
  }

  /**
   * The CRS: as stated, as SRID of the texts says, or EPSG:4490 for longitudes and latitudes.
   *
   * @throws CrsNotStated for other numbers
   */
  Crs crs(
      CoordinateSystems systems,
      @Nullable Crs stated,
      boolean northFirst,
      List<RowProblem> warnings) {
    if (srids.size() > 1) {
      throw new UploadRefused("CSV_SEVERAL_SRIDS", String.join(", ", srids));
    }
    Envelope eastNorth =
        northFirst
            ? new Envelope(extent.getMinY(), extent.getMaxY(), extent.getMinX(), extent.getMaxX())
            : extent;
    boolean degrees =
        Math.max(Math.abs(eastNorth.getMinX()), Math.abs(eastNorth.getMaxX())) <= 180
            && Math.max(Math.abs(eastNorth.getMinY()), Math.abs(eastNorth.getMaxY())) <= 180;
    Crs ofFile = null;
    if (!srids.isEmpty()) {
      ofFile = StatedCrs.ofCode(systems, srids.iterator().next(), stated);
    } else if (extent.isNull() || degrees) {
      ofFile = systems.storage();
    }
    Crs crs = StatedCrs.settle(stated, ofFile, !srids.isEmpty(), warnings);
    if (crs == null) {
      throw new CrsNotStated("CRS_MISSING", systems.propose(eastNorth));
    }
    return crs;
  }
}
