package org.jingtu.exchange;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Reads GeoJSON: a FeatureCollection, a Feature, a geometry, or a sequence of them, one a line or
 * as RFC 8142 has it. The file is gone through twice: for its fields and its CRS, which may stand
 * at its end, then for its rows.
 *
 * <p>The {@code crs} member of files of 2008 is understood. Without it coordinates are longitude
 * and latitude (RFC 7946, 4) and taken as EPSG:4490; a file whose numbers cannot be that is
 * refused.
 */
public final class GeoJsonReader implements FeatureSource {

  /** Broken texts of a sequence before it is given up. */
  private static final int MOST_BROKEN = 1_000;

  /** Positions looked at for their magnitude. */
  private static final int SAMPLE = 10_000;

  private final JsonRecords records;
  private final SourceInfo info;
  private final boolean repair;
  private final ReadBytes bytes;
  private final List<RowProblem> fileProblems = new ArrayList<>();
  private @Nullable GeoJsonWalker walker;
  private long record;
  private int broken;
  private boolean ended;

  private GeoJsonReader(JsonRecords records, SourceInfo info, boolean repair, ReadBytes bytes) {
    this.records = records;
    this.info = info;
    this.repair = repair;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @param layer name of the layer as the user knows it
   * @throws UploadRefused if it is broken before its first feature, or has too many fields
   * @throws CrsNotStated if it has no known CRS and none is stated
   * @throws org.jingtu.geo.UnsupportedCrs if it names a CRS that is not supported
   * @throws IOException if the disk fails
   */
  public static GeoJsonReader open(
      Path file, String layer, CoordinateSystems systems, ReadOptions options) throws IOException {
    List<RowProblem> warnings = new ArrayList<>();
    TextForm form = TextForm.decide(file, options.charset(), warnings);
    JsonRecords.Layout layout;
    try (Reader reader = form.open(file)) {
      layout = JsonRecords.detect(reader);
    }
    Survey survey = new Survey();
    try (JsonRecords records = new JsonRecords(form.open(file), layout)) {
      survey.run(records);
    }
    Crs crs = crs(survey, systems, options, warnings);
    SourceInfo info =
        new SourceInfo(
            "geojson",
            layer,
            survey.fields.list(),
            crs,
            form.charset(),
            survey.whole ? survey.count : -1,
            List.copyOf(warnings));
    ReadBytes bytes = ReadBytes.of(file);
    JsonRecords records = new JsonRecords(form.open(file, bytes), layout);
    return new GeoJsonReader(records, info, options.repair(), bytes);
  }

  private static Crs crs(
      Survey survey, CoordinateSystems systems, ReadOptions options, List<RowProblem> warnings) {
    boolean named = !survey.crsNames.isEmpty();
    if (survey.crsNames.size() > 1) {
      throw new UploadRefused("GEOJSON_SEVERAL_CRS", String.join(", ", survey.crsNames));
    }
    Crs ofFile = null;
    if (named && !survey.crsNames.contains(GeoJsonWalker.NO_CRS)) {
      ofFile = StatedCrs.ofCode(systems, survey.crsNames.iterator().next(), options.crs());
    } else if (!named && (survey.extent.isNull() || survey.degrees())) {
      ofFile = systems.storage();
    }
    Crs crs = StatedCrs.settle(options.crs(), ofFile, named, warnings);
    if (crs == null) {
      throw new CrsNotStated("CRS_MISSING", systems.propose(survey.extent));
    }
    return crs;
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    while (!ended) {
      try {
        if (walker == null) {
          JsonParser parser = records.next();
          if (parser == null) {
            ended = true;
            return null;
          }
          walker = new GeoJsonWalker(parser, true);
        }
        GeoJsonFeature feature = walker.next();
        if (feature != null) {
          record++;
          return row(feature);
        }
        walker = null;
      } catch (JacksonIOException e) {
        throw e.getCause();
      } catch (JacksonException e) {
        walker = null;
        SourceRow row = brokenText(e);
        if (row != null) {
          return row;
        }
      }
    }
    return null;
  }

  private SourceRow row(GeoJsonFeature feature) {
    RowNotes notes = new RowNotes(record);
    String flaw = feature.flaw;
    if (flaw != null) {
      String name = feature.flawName;
      notes.error(flaw, null, name == null ? GeometryLimits.MOST_FIELDS : name);
    }
    Geometry geometry = null;
    GeoJsonShape shape = feature.shape();
    if (shape != null && flaw == null) {
      RingCloser closer = new RingCloser(repair);
      try {
        geometry = shape.build(closer);
        closer.warning(record).ifPresent(notes::add);
      } catch (BadShape bad) {
        notes.add(bad.toProblem(record));
      }
    }
    List<@Nullable Object> values = new ArrayList<>(info.fields().size());
    for (FieldDef field : info.fields()) {
      values.add(GeoJsonFields.value(feature, field, notes));
    }
    return new SourceRow(record, geometry, values, notes.list());
  }

  /** In a sequence only this text is lost; a document ends here. */
  private @Nullable SourceRow brokenText(JacksonException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    if (records.isSequence() && ++broken < MOST_BROKEN) {
      record++;
      RowNotes notes = new RowNotes(record);
      notes.error("GEOJSON_TEXT_BROKEN", null, column);
      List<@Nullable Object> values = new ArrayList<>();
      info.fields().forEach(field -> values.add(null));
      return new SourceRow(record, null, values, notes.list());
    }
    ended = true;
    fileProblems.add(RowProblem.ofFile(Severity.ERROR, "GEOJSON_CUT", line, column, record));
    return null;
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
    records.close();
  }

  /** The first pass. */
  private static final class Survey {

    final GeoJsonFields fields = new GeoJsonFields();
    final Set<String> crsNames = new java.util.LinkedHashSet<>();
    final Envelope extent = new Envelope();
    long count;
    boolean whole = true;
    private int sampled;
    private int broken;

    void run(JsonRecords records) throws IOException {
      try {
        for (JsonParser text = records.next(); text != null; text = records.next()) {
          walk(text, records.isSequence());
          if (!whole && !records.isSequence() || broken >= MOST_BROKEN) {
            return;
          }
        }
      } catch (JacksonIOException e) {
        throw e.getCause();
      }
    }

    private void walk(JsonParser text, boolean sequence) {
      GeoJsonWalker walker = new GeoJsonWalker(text, sampled < SAMPLE);
      try {
        for (GeoJsonFeature found = walker.next(); found != null; found = walker.next()) {
          count++;
          fields.add(found);
          GeoJsonShape shape = found.shape();
          if (shape != null && sampled < SAMPLE) {
            shape.visit(this::sample);
            walker.withoutGeometries(sampled >= SAMPLE);
          }
        }
      } catch (JacksonIOException e) {
        throw e;
      } catch (JacksonException e) {
        whole = false;
        broken++;
        if (count == 0 && !sequence) {
          int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
          int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
          throw new UploadRefused("GEOJSON_BROKEN", line, column);
        }
      } finally {
        crsNames.addAll(walker.crsNames());
      }
    }

    private void sample(Coordinate position) {
      if (sampled++ < SAMPLE && Double.isFinite(position.x) && Double.isFinite(position.y)) {
        extent.expandToInclude(position);
      }
    }

    boolean degrees() {
      return extent.getMinX() >= -180
          && extent.getMaxX() <= 180
          && extent.getMinY() >= -90
          && extent.getMaxY() <= 90;
    }
  }
}
