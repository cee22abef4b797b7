package org.jingtu.exchange;

import java.nio.charset.Charset;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * What the user states about an uploaded file; it wins over what the file says.
 *
 * @param crs of its geometries; null to take that of the file
 * @param charset of its texts; null to take that of the file, or else to decide by content
 */
public record ReadOptions(@Nullable Crs crs, @Nullable Charset charset) {

  /** Nothing stated. */
  public static final ReadOptions NONE = new ReadOptions(null, null);
}
