package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads the records of a .shp one after the other, in the order of the .shx where that differs.
 * Lengths in the file are believed only within the length of the file.
 */
final class ShpReader implements AutoCloseable {

  private static final int HEADER_BYTES = 100;
  private static final int RECORD_HEADER_BYTES = 8;
  private static final int SAMPLED_RECORDS = 1_000;

  /** Four million vertices. */
  private static final int LARGEST_RECORD_BYTES = 64 << 20;

  private final FileWindow file;
  private final ShpIndex.@Nullable Judged judged;
  private final int shapeType;
  private final long statedBytes;
  private final Envelope extent;
  private final List<RowProblem> problems = new ArrayList<>();
  private volatile long position = HEADER_BYTES;
  private long record;
  private long misnumbered;
  private boolean ended;
  private boolean closeRings;
  private @Nullable Geometry geometry;

  /**
   * @param parts of which the .shp is read, in the order of the .shx
   * @throws UploadRefused if the header is not that of a .shp of points, lines or polygons
   */
  ShpReader(ShapefileParts parts) throws IOException {
    file = new FileWindow(parts.shp(), parts.arriving());
    try {
      judged = parts.shx() == null ? null : ShpIndex.open(parts.shx(), parts);
      if (file.size() < HEADER_BYTES) {
        throw new UploadRefused("SHP_CORRUPT", file.size());
      }
      ByteBuffer header = file.bytes(0, HEADER_BYTES);
      if (bigEndian(header, 0) != 9994 || header.getInt(28) != 1000) {
        throw new UploadRefused("SHP_CORRUPT", 0);
      }
      statedBytes = 2L * bigEndian(header, 24);
      shapeType = header.getInt(32);
      if (ShapeTypes.plane(shapeType) < 0) {
        throw new UploadRefused("SHAPE_TYPE_UNSUPPORTED", shapeType);
      }
      extent =
          new Envelope(
              header.getDouble(36),
              header.getDouble(52),
              header.getDouble(44),
              header.getDouble(60));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static int bigEndian(ByteBuffer buffer, int at) {
    return buffer.duplicate().getInt(at); // a duplicate is big-endian
  }

  /** From now on rings that are not closed are closed, with a warning. */
  void closeRings() {
    closeRings = true;
  }

  /**
   * Extent as the header states it; where that is no number, of the first thousand records, which
   * are not read again.
   */
  Envelope findExtent() throws IOException {
    double sum = extent.getMinX() + extent.getMaxX() + extent.getMinY() + extent.getMaxY();
    if (Double.isFinite(sum) && !extent.isNull()) {
      return extent;
    }
    Envelope found = new Envelope();
    for (int i = 0; i < SAMPLED_RECORDS && next(); i++) {
      Geometry shape = geometry;
      if (shape != null) {
        found.expandToInclude(shape.getEnvelopeInternal());
      }
    }
    return found;
  }

  /** What is worth telling about the file before its records are read. */
  List<RowProblem> warnings() {
    List<RowProblem> warnings = new ArrayList<>();
    if (statedBytes != file.size()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "SHP_HEADER_LENGTH"));
    }
    if (judged != null && judged.order() != ShpIndex.Order.SEQUENTIAL) {
      boolean indexed = judged.order() == ShpIndex.Order.INDEXED;
      String code = indexed ? "SHP_IN_ORDER_OF_SHX" : "SHX_CONTRADICTS";
      warnings.add(RowProblem.ofFile(Severity.WARNING, code));
    }
    return warnings;
  }

  /**
   * The first record whose number contradicts its place, where no .shx tells the order; 0 if there
   * was none so far. Numbers from 0, and none at all, are tolerated.
   */
  long misnumbered() {
    return misnumbered;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end
   */
  boolean next() throws IOException {
    problems.clear();
    geometry = null;
    ShpIndex index = judged == null ? null : judged.index();
    if (index != null) {
      return nextByIndex(index);
    }
    long left = file.size() - position;
    if (ended || left == 0) {
      return false;
    }
    boolean beyondStatedEnd = position >= statedBytes;
    if (left < RECORD_HEADER_BYTES) {
      return !beyondStatedEnd && end("SHP_TRUNCATED");
    }
    ByteBuffer header = file.bytes(position, RECORD_HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
    long bytes = 2L * header.getInt(4);
    if (beyondStatedEnd && header.getInt(0) != record + 1) {
      ended = true; // not a record
      return false;
    }
    if (bytes < 4) {
      return end("SHP_RECORD_CORRUPT");
    }
    if (bytes > left - RECORD_HEADER_BYTES) {
      return end("SHP_TRUNCATED");
    }
    checkNumber(header.getInt(0));
    long content = position + RECORD_HEADER_BYTES;
    position = content + bytes;
    record++;
    take(content, bytes);
    return true;
  }

  private void checkNumber(int number) {
    boolean unsure = judged == null || judged.order() == ShpIndex.Order.CONTRADICTS;
    boolean odd = number != record + 1 && number != record && number != 0;
    if (unsure && odd && misnumbered == 0) {
      misnumbered = record + 1;
    }
  }

  private boolean nextByIndex(ShpIndex index) throws IOException {
    if (record >= index.count()) {
      return false;
    }
    position = index.offset(record);
    ByteBuffer header = file.bytes(position, RECORD_HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
    record++;
    long bytes = 2L * header.getInt(4);
    if (bytes < 4) {
      problems.add(RowProblem.ofShape(Severity.ERROR, "SHAPE_MALFORMED", record, null, position));
    } else {
      take(position + RECORD_HEADER_BYTES, bytes);
    }
    return true;
  }

  private void take(long content, long bytes) throws IOException {
    try {
      decode(content, bytes);
    } catch (BadShape bad) {
      problems.add(bad.toProblem(record));
    }
  }

  /** Records cannot be found any more: this is the last one, without a geometry. */
  private boolean end(String code) {
    record++;
    problems.add(RowProblem.ofShape(Severity.ERROR, code, record, null, position));
    ended = true;
    return true;
  }

  private void decode(long offset, long bytes) throws IOException, BadShape {
    if (bytes > LARGEST_RECORD_BYTES) {
      throw new BadShape("SHAPE_TOO_LARGE", null, bytes);
    }
    RingCloser closer = new RingCloser(closeRings);
    ShapeDecoder decoder = new ShapeDecoder(file.bytes(offset, (int) bytes), offset, closer);
    geometry = decoder.decode();
    closer.warning(record).ifPresent(problems::add);
    decoder
        .warning()
        .ifPresent(
            code ->
                problems.add(
                    RowProblem.ofShape(Severity.WARNING, code, record, decoder.warningLocation())));
  }

  /** Waits until all of the file is there, and known to be what it should be. */
  void awaitEnd() throws IOException {
    file.awaitEnd();
  }

  /** Geometry of the record; null if it has none or it is bad. */
  @Nullable Geometry geometry() {
    return geometry;
  }

  /** Bytes up to the end of the record; may be asked by another thread. */
  long bytesRead() {
    return position;
  }

  /** Bytes of the file. */
  long bytesTotal() {
    return file.size();
  }

  /** Number of the record, counted from 1. */
  long record() {
    return record;
  }

  /** What is wrong with the record. */
  List<RowProblem> problems() {
    return problems;
  }

  @Override
  public void close() throws IOException {
    ShpIndex index = judged == null ? null : judged.index();
    try (index) {
      file.close();
    }
  }
}
