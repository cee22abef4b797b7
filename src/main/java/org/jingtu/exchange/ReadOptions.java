package org.jingtu.exchange;

import java.nio.charset.Charset;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * What the user states about an uploaded file; it wins over what the file says.
 *
 * @param crs of its geometries; null to take that of the file
 * @param charset of its texts; null to take that of the file, or else to decide by content
 * @param layer name of the layer to read; null if the file must have only one
 * @param repair whether rows that cannot be taken as they stand are mended; else they are problems
 */
public record ReadOptions(
    @Nullable Crs crs, @Nullable Charset charset, @Nullable String layer, boolean repair) {

  /** Nothing stated. */
  public static final ReadOptions NONE = new ReadOptions(null, null);

  /** No layer named, nothing mended. */
  public ReadOptions(@Nullable Crs crs, @Nullable Charset charset) {
    this(crs, charset, null, false);
  }
}
