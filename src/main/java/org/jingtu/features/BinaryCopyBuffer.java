package org.jingtu.features;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"). Not safe for
 * use by several threads; each encoding thread has its own.
 */
final class BinaryCopyBuffer {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private final Bytes out = new Bytes();
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true);
  private int rows;

  BinaryCopyBuffer() {
    out.writeBytes(HEADER);
  }

  /** Starts a row of this many columns. */
  void row(int columns) {
    out.write(columns >>> 8);
    out.write(columns);
    rows++;
  }

  int rows() {
    return rows;
  }

  void int8(@Nullable Long value) {
    if (value == null) {
      nothing();
    } else {
      int4Raw(8);
      int8Raw(value);
    }
  }

  void int4(int value) {
    int4Raw(4);
    int4Raw(value);
  }

  void int2(int value) {
    int4Raw(2);
    out.write(value >>> 8);
    out.write(value);
  }

  void float8(@Nullable Double value) {
    int8(value == null ? null : Double.doubleToRawLongBits(value));
  }

  void text(@Nullable String value) {
    if (value == null) {
      nothing();
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  void bool(@Nullable Boolean value) {
    if (value == null) {
      nothing();
    } else {
      int4Raw(1);
      out.write(value ? 1 : 0);
    }
  }

  void date(@Nullable LocalDate value) {
    if (value == null) {
      nothing();
    } else {
      int4((int) (value.toEpochDay() - EPOCH.toEpochDay()));
    }
  }

  /** A jsonb value: version byte 1, then its text. */
  void jsonb(@Nullable String json) {
    if (json == null) {
      nothing();
    } else {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      int4Raw(text.length + 1);
      out.write(1);
      out.writeBytes(text);
    }
  }

  void uuid(@Nullable UUID value) {
    if (value == null) {
      nothing();
    } else {
      int4Raw(16);
      int8Raw(value.getMostSignificantBits());
      int8Raw(value.getLeastSignificantBits());
    }
  }

  /** A geometry as EWKB with SRID 4490. */
  void geometry(@Nullable Geometry geometry) {
    if (geometry == null) {
      nothing();
    } else {
      geometry.setSRID(4490);
      bytes(wkb.write(geometry));
    }
  }

  /** Ends the rows; what is to be sent. */
  InputStream end() {
    out.writeBytes(TRAILER);
    return out.asInputStream();
  }

  private void nothing() {
    int4Raw(-1);
  }

  private void bytes(byte[] value) {
    int4Raw(value.length);
    out.writeBytes(value);
  }

  private void int4Raw(int v) {
    out.write(v >>> 24);
    out.write(v >>> 16);
    out.write(v >>> 8);
    out.write(v);
  }

  private void int8Raw(long v) {
    int4Raw((int) (v >>> 32));
    int4Raw((int) v);
  }

  /** Avoids a copy of what was written. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes() {
      super(1 << 16);
    }

    InputStream asInputStream() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }
}
