package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a 勘测定界 coordinate text: one row a parcel. The file is gone through twice: for its CRS and
 * the width of its parcel lines, then for its rows.
 */
public final class BoundaryTextReader implements FeatureSource {

  private static final List<FieldDef> FIELDS =
      List.of(
          new FieldDef("界址点数", FieldDef.Type.INTEGER, 0, 0),
          new FieldDef(BoundaryArea.FIELD, FieldDef.Type.DECIMAL, 0, 0),
          text("地块编号"),
          text("地块名称"),
          text("记录图形属性"),
          text("图幅号"),
          text("地块用途"),
          text("地类编码"));

  /** What follows in the lines of 13 values that 高标准农田 projects use. */
  private static final List<String> THIRTEEN = List.of("图斑类型", "地类", "改造前质量等别", "改造后质量等别", "备注");

  private static final int KIND = 4;
  private static final Set<String> KINDS = Set.of("点", "线", "面");
  private static final int MOST_TOKENS = 40;

  private final BoundaryText text;
  private final SourceInfo info;
  private final boolean repair;
  private final int contradictedZone;
  private final ReadBytes bytes;

  private BoundaryTextReader(
      BoundaryText text, SourceInfo info, boolean repair, int contradictedZone, ReadBytes bytes) {
    this.text = text;
    this.info = info;
    this.repair = repair;
    this.contradictedZone = contradictedZone;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @param layer name of the layer as the user knows it
   * @throws UploadRefused if it holds no parcel
   * @throws CrsNotStated if its CRS cannot be known and none is stated
   * @throws org.jingtu.geo.DatumNeedsParameters if it is on an old datum
   * @throws IOException if the disk fails
   */
  public static BoundaryTextReader open(
      Path file, String layer, CoordinateSystems systems, ReadOptions options) throws IOException {
    List<RowProblem> warnings = new ArrayList<>();
    TextForm form = TextForm.decide(file, options.charset(), warnings);
    BoundaryCrs survey = new BoundaryCrs();
    int width = 0;
    long count = 0;
    Crs crs;
    try (BoundaryText text = new BoundaryText(form.open(file))) {
      for (BoundaryText.Parcel parcel = text.next(); parcel != null; parcel = text.next()) {
        width = Math.max(width, parcel.tokens().size());
        count++;
        survey.add(parcel);
      }
      if (count == 0) {
        throw new UploadRefused("TXT_NO_PARCELS");
      }
      crs = survey.decide(text.description(), systems, options.crs(), warnings);
    }
    SourceInfo info =
        new SourceInfo(
            "txt", layer, fields(width), crs, form.charset(), count, List.copyOf(warnings));
    int contradicted = survey.contradicted() && options.crs() == null ? survey.statedZone() : 0;
    ReadBytes bytes = ReadBytes.of(file);
    return new BoundaryTextReader(
        new BoundaryText(form.open(file, bytes)), info, options.repair(), contradicted, bytes);
  }

  /** None for points alone; else the eight of the format and what the lines have beyond. */
  private static List<FieldDef> fields(int width) {
    if (width == 0) {
      return List.of();
    }
    List<FieldDef> fields = new ArrayList<>(FIELDS);
    for (int i = FIELDS.size(); i < Math.min(width, MOST_TOKENS); i++) {
      boolean known = width == FIELDS.size() + THIRTEEN.size();
      fields.add(text(known ? THIRTEEN.get(i - FIELDS.size()) : "附加字段" + (i + 1)));
    }
    return List.copyOf(fields);
  }

  private static FieldDef text(String name) {
    return new FieldDef(name, FieldDef.Type.TEXT, 0, 0);
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    BoundaryText.Parcel parcel = text.next();
    if (parcel == null) {
      return null;
    }
    RowNotes notes = parcel.notes();
    List<String> tokens = parcel.tokens();
    String kind = tokens.size() > KIND ? tokens.get(KIND) : "";
    boolean pointsMissing = notes.hasErrors();
    requireUnshifted(tokens, notes);
    BoundaryShape shape = new BoundaryShape(parcel, info.crs(), repair);
    Geometry geometry = shape.build(kind, contradictedZone);
    boolean bad = notes.hasErrors();
    boolean measured = geometry != null && !pointsMissing && !info.crs().geographic();
    double area = measured ? geometry.getArea() : 0;
    List<@Nullable Object> values = new ArrayList<>(info.fields().size());
    for (int i = 0; i < info.fields().size(); i++) {
      values.add(value(i < tokens.size() ? tokens.get(i) : "", info.fields().get(i), area, notes));
    }
    if (!info.fields().isEmpty()) {
      checkCount(values.get(0), parcel.vertices().size(), shape.rings(), notes);
    }
    return new SourceRow(notes.record(), bad ? null : geometry, values, notes.list());
  }

  /** A comma in a code or name moves every field behind it on by one. */
  private static void requireUnshifted(List<String> tokens, RowNotes notes) {
    int found = 0;
    while (found < tokens.size() && !KINDS.contains(tokens.get(found).strip())) {
      found++;
    }
    if (found > KIND && found < tokens.size()) {
      notes.error("TXT_FIELDS_SHIFTED", null, tokens.get(KIND), tokens.get(found).strip());
    }
  }

  private @Nullable Object value(String token, FieldDef field, double area, RowNotes notes) {
    if (token.indexOf(TextForm.REPLACEMENT) >= 0) {
      String charset = info.charset() == null ? "-" : info.charset().name();
      notes.badValue("TEXT_NOT_IN_CHARSET", field.name(), token, charset);
      return null;
    }
    return field.name().equals(BoundaryArea.FIELD)
        ? BoundaryArea.read(token, area, repair, notes)
        : SourceValues.convert(token, field, notes);
  }

  /** 界址点数 counts the closing points in some offices and leaves them out in others. */
  private static void checkCount(@Nullable Object stated, int points, int rings, RowNotes notes) {
    if (stated instanceof Long number && (number > points || number < points - rings)) {
      notes.add(
          RowProblem.ofValue(
              Severity.WARNING,
              "POINT_COUNT_DIFFERS",
              notes.record(),
              FIELDS.get(0).name(),
              number.toString(),
              number,
              points));
    }
  }

  @Override
  public List<RowProblem> fileProblems() {
    return List.of();
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
    text.close();
  }
}
