package org.jingtu.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"). Not safe for
 * use by several threads; each encoding thread has its own.
 */
public final class BinaryCopyBuffer {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final Instant EPOCH_INSTANT = EPOCH.atStartOfDay(ZoneOffset.UTC).toInstant();

  private static final int BYTES_AT_ONCE = 1 << 16;

  private final EwkbBytes out = new EwkbBytes();
  private int rows;

  /** Begins without rows. */
  public BinaryCopyBuffer() {
    out.add(HEADER);
  }

  /** Starts a row of this many columns. */
  public void row(int columns) {
    out.int2(columns);
    rows++;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** A bigint. */
  public void int8(@Nullable Long value) {
    if (value == null) {
      nothing();
    } else {
      out.int4(8);
      out.int8(value);
    }
  }

  /** An integer. */
  public void int4(int value) {
    out.int4(4);
    out.int4(value);
  }

  void int2(int value) {
    out.int4(2);
    out.int2(value);
  }

  /** A double precision. */
  public void float8(@Nullable Double value) {
    int8(value == null ? null : Double.doubleToRawLongBits(value));
  }

  /** A text; a value of an enumeration or domain over it too. */
  public void text(@Nullable String value) {
    if (value == null) {
      nothing();
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A boolean. */
  public void bool(@Nullable Boolean value) {
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

  /** A timestamptz: microseconds since the year 2000, UTC; finer parts are cut off. */
  public void timestamp(Instant value) {
    int8(ChronoUnit.MICROS.between(EPOCH_INSTANT, value));
  }

  /** A json value, which keeps its text byte for byte. */
  public void json(byte[] utf8) {
    bytes(utf8);
  }

  /** A jsonb value: version byte 1, then its text. */
  public void jsonb(@Nullable String json) {
    if (json == null) {
      nothing();
    } else {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      out.int4(text.length + 1);
      out.int1(1);
      out.add(text);
    }
  }

  /** A uuid. */
  public void uuid(@Nullable UUID value) {
    if (value == null) {
      nothing();
    } else {
      out.int4(16);
      out.int8(value.getMostSignificantBits());
      out.int8(value.getLeastSignificantBits());
    }
  }

  /** A geometry as EWKB with SRID 4490. */
  public void geometry(@Nullable Geometry geometry) {
    if (geometry == null) {
      nothing();
    } else {
      out.geometry(geometry);
    }
  }

  /**
   * Ends the rows and sends them, in the current transaction if there is one.
   *
   * @param sql {@code copy TABLE (COLUMN, …) from stdin (format binary)}
   */
  public void sendTo(JdbcTemplate jdbc, String sql) {
    if (rows == 0) {
      return;
    }
    out.add(TRAILER);
    ConnectionCallback<Long> copy =
        connection -> {
          try {
            return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(sql, out.asInputStream(), BYTES_AT_ONCE);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    jdbc.execute(copy);
  }

  private void nothing() {
    out.int4(-1);
  }

  private void bytes(byte[] value) {
    out.int4(value.length);
    out.add(value);
  }
}
