package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** Brings each row into the CRS of the file and hands it to the writer. */
final class ExportRows implements Consumer<FeatureRow> {

  private final ExportPlan plan;
  private final ExportCrs systems;
  private final ExportWriter writer;
  private final @Nullable CharsetEncoder encoder;

  /**
   * @throws ExportRefused if the name of an extra field is not in the charset
   */
  ExportRows(ExportPlan plan, ExportCrs systems, ExportWriter writer) {
    this.plan = plan;
    this.systems = systems;
    this.writer = writer;
    this.encoder =
        plan.charset().equals(StandardCharsets.UTF_8) ? null : plan.charset().newEncoder();
  }

  /**
   * @throws ExportRefused if it cannot be written exactly
   */
  @Override
  public void accept(FeatureRow row) {
    if (encoder != null) {
      requireInCharset(row, encoder);
    }
    Geometry stored = row.geometry();
    Geometry geometry = stored == null ? null : systems.bring(stored, plan.crs(), code(row));
    try {
      writer.write(row, geometry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireInCharset(FeatureRow row, CharsetEncoder encoder) {
    for (ExportColumn column : plan.columns()) {
      if (column.value(row) instanceof String text && !encoder.canEncode(text)) {
        throw ExportRefused.notInCharset(plan.charset().name(), code(row), column.title(), text);
      }
    }
  }

  private static String code(FeatureRow row) {
    return String.valueOf(row.values().get(0));
  }
}
