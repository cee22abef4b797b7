package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a CSV file whose first row names the columns. Geometry comes from a column of well-known
 * text, or from two of longitude and latitude, easting and northing, or X and Y, which make points.
 * All other columns are texts, but for numbers and truth values of a file that puts its texts in
 * quotes ({@link CsvTypes}); the apostrophe that keeps spreadsheets from running a text as a
 * formula ({@link CsvCells}) is taken away. A file without any of these is read too: its rows have
 * no geometry.
 */
public final class CsvReader implements FeatureSource {

  private final CsvTable table;
  private final CsvColumns columns;
  private final CsvShape shapes;
  private final SourceInfo info;
  private final ReadBytes bytes;
  private final List<RowProblem> fileProblems = new ArrayList<>();
  private long record;
  private boolean ended;

  private CsvReader(
      CsvTable table, CsvColumns columns, CsvShape shapes, SourceInfo info, ReadBytes bytes) {
    this.table = table;
    this.columns = columns;
    this.shapes = shapes;
    this.info = info;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @param layer name of the layer as the user knows it
   * @throws UploadRefused if it names no columns, or X and Y could be either
   * @throws CrsNotStated if its numbers are no longitudes and latitudes and no CRS is stated
   * @throws org.jingtu.geo.UnsupportedCrs if SRID names a CRS that is not supported
   * @throws IOException if the disk fails
   */
  public static CsvReader open(
      Path file, String layer, CoordinateSystems systems, ReadOptions options) throws IOException {
    List<RowProblem> warnings = new ArrayList<>();
    TextForm form = TextForm.decide(file, options.charset(), warnings);
    CsvColumns columns;
    CsvSurvey survey;
    List<String> names;
    try (CsvTable table = CsvTable.open(file, form, null)) {
      names = table.columns();
      columns = CsvColumns.find(names);
      survey = new CsvSurvey(columns, names.size());
      survey.run(table);
    }
    if (columns.kind() == CsvColumns.Kind.NONE) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "CSV_NO_GEOMETRY"));
    }
    boolean northFirst = survey.isNorthFirst(names, warnings);
    Crs crs = survey.crs(systems, options.crs(), northFirst, warnings);
    List<FieldDef> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!columns.holds(i)) {
        fields.add(new FieldDef(names.get(i), survey.type(i), 0, 0));
      }
    }
    SourceInfo info =
        new SourceInfo(
            "csv", layer, List.copyOf(fields), crs, form.charset(), -1, List.copyOf(warnings));
    CsvShape shapes = new CsvShape(columns, names, northFirst, options.repair());
    ReadBytes bytes = ReadBytes.of(file);
    return new CsvReader(CsvTable.open(file, form, bytes), columns, shapes, info, bytes);
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    while (!ended) {
      try {
        List<String> row = table.next();
        if (row == null) {
          ended = true;
          return null;
        }
        record++;
        if (!row.stream().allMatch(String::isBlank)) {
          return row(row);
        }
      } catch (CsvLexer.Broken e) {
        ended = true;
        fileProblems.add(RowProblem.ofFile(Severity.ERROR, "CSV_CUT", e.line(), record));
      }
    }
    return null;
  }

  private SourceRow row(List<String> row) {
    RowNotes notes = new RowNotes(record);
    int width = table.columns().size();
    if (row.size() > width && !row.subList(width, row.size()).stream().allMatch(String::isBlank)) {
      notes.error("CSV_ROW_TOO_LONG", null, row.size(), width);
    } else if (row.size() < width) {
      notes.warning("CSV_ROW_TOO_SHORT", null, row.size(), width);
    }
    Geometry geometry = shapes.read(row, notes);
    List<@Nullable Object> values = new ArrayList<>(info.fields().size());
    int field = 0;
    for (int i = 0; i < width; i++) {
      if (!columns.holds(i)) {
        values.add(value(CsvShape.cell(row, i), info.fields().get(field++), notes));
      }
    }
    return new SourceRow(record, geometry, values, notes.list());
  }

  private @Nullable Object value(String cell, FieldDef field, RowNotes notes) {
    if (cell.indexOf(TextForm.REPLACEMENT) >= 0) {
      String charset = info.charset() == null ? "-" : info.charset().name();
      notes.badValue("TEXT_NOT_IN_CHARSET", field.name(), cell, charset);
      return null;
    }
    if (field.type() == FieldDef.Type.BOOLEAN) {
      return cell.isEmpty() ? null : Boolean.valueOf(cell);
    }
    return SourceValues.convert(CsvCells.read(cell), field, notes);
  }

  @Override
  public List<RowProblem> fileProblems() {
    return List.copyOf(fileProblems);
  }

  @Override
  public long bytesRead() {
    return bytes.read();
  }

  @Override
  public long bytesTotal() {
    return bytes.total();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
