package org.jingtu.exchange;

import java.io.IOException;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** Writes one file row by row. Not thread-safe. */
interface ExportWriter extends AutoCloseable {

  /**
   * Adds a row.
   *
   * @param geometry the row's geometry in the CRS of the file, easting or longitude first
   * @throws ExportRefused if the format cannot hold it
   */
  void write(FeatureRow row, @Nullable Geometry geometry) throws IOException;

  /**
   * Ends the file: after the last row, before closing. A file that was only closed is of no use.
   */
  void complete() throws IOException;

  @Override
  void close() throws IOException;
}
