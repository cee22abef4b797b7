package org.jingtu.features;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

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

  private final EwkbBytes out = new EwkbBytes();
  private int rows;

  BinaryCopyBuffer() {
    out.add(HEADER);
  }

  /** Starts a row of this many columns. */
  void row(int columns) {
    out.int2(columns);
    rows++;
  }

  int rows() {
    return rows;
  }

  void int8(@Nullable Long value) {
    if (value == null) {
      nothing();
    } else {
      out.int4(8);
      out.int8(value);
    }
  }

  void int4(int value) {
    out.int4(4);
    out.int4(value);
  }

  void int2(int value) {
    out.int4(2);
    out.int2(value);
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
      out.int4(1);
      out.int1(value ? 1 : 0);
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
      out.int4(text.length + 1);
      out.int1(1);
      out.add(text);
    }
  }

  void uuid(@Nullable UUID value) {
    if (value == null) {
      nothing();
    } else {
      out.int4(16);
      out.int8(value.getMostSignificantBits());
      out.int8(value.getLeastSignificantBits());
    }
  }

  /** A geometry as EWKB with SRID 4490. */
  void geometry(@Nullable Geometry geometry) {
    if (geometry == null) {
      nothing();
    } else {
      out.geometry(geometry);
    }
  }

  /** Ends the rows; what is to be sent. */
  InputStream end() {
    out.add(TRAILER);
    return out.asInputStream();
  }

  private void nothing() {
    out.int4(-1);
  }

  private void bytes(byte[] value) {
    out.int4(value.length);
    out.add(value);
  }
}
