package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jingtu.features.FeatureRow;
import org.locationtech.jts.geom.Geometry;

/** Brings each row into the CRS of the file and hands it to the writer. */
final class ExportRows implements Consumer<FeatureRow> {

  private final ExportPlan plan;
  private final ExportCrs systems;
  private final ExportWriter writer;
  private final boolean gbk;

  /**
   * @throws ExportRefused if the name of a field is not in the charset
   */
  ExportRows(ExportPlan plan, ExportCrs systems, ExportWriter writer) {
    this.plan = plan;
    this.systems = systems;
    this.writer = writer;
    this.gbk = !plan.charset().equals(StandardCharsets.UTF_8);
    if (gbk) {
      plan.columns().forEach(column -> requireInCharset(column.name(), "-", column));
    }
  }

  /**
   * @throws ExportRefused if it cannot be written exactly
   */
  @Override
  public void accept(FeatureRow row) {
    if (gbk) {
      for (ExportColumn column : plan.columns()) {
        if (column.value(row) instanceof String text) {
          requireInCharset(text, code(row), column);
        }
      }
    }
    Geometry stored = row.geometry();
    Geometry geometry = stored == null ? null : systems.bring(stored, plan.crs(), code(row));
    try {
      writer.write(row, geometry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In GBK, and read as the same by those who take GBK for the GB 18030 that it became. */
  private void requireInCharset(String text, String feature, ExportColumn column) {
    if (!new String(text.getBytes(plan.charset()), Charsets.GB18030).equals(text)) {
      throw ExportRefused.notInCharset(plan.charset().name(), feature, column.title(), text);
    }
  }

  private static String code(FeatureRow row) {
    return String.valueOf(row.values().get(0));
  }
}
