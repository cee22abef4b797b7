package org.jingtu.exchange;

import java.nio.charset.Charset;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.BadParameter;
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

  /**
   * What a request states, nothing mended.
   *
   * @param crs code of the CRS, or null
   * @param encoding name of the charset, or null
   * @param layer name of the layer to read, or null
   * @throws BadParameter if there is no such charset
   * @throws org.jingtu.geo.UnsupportedCrs if the CRS is not supported
   */
  public static ReadOptions of(
      CoordinateSystems systems,
      @Nullable String crs,
      @Nullable String encoding,
      @Nullable String layer) {
    Charset charset =
        encoding == null
            ? null
            : Charsets.find(encoding)
                .orElseThrow(() -> new BadParameter("encoding", encoding, "UTF-8 | GBK | GB18030"));
    return new ReadOptions(crs == null ? null : systems.getCrs(crs), charset, layer, false);
  }
}
