package org.jingtu.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a geometry blob of a GeoPackage (OGC 12-128r19, 2.1.3): "GP", version, flags, srs id, an
 * envelope of one of five kinds, and well-known binary.
 */
final class GpkgGeometry {

  private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};
  private static final int FIXED_BYTES = 8;
  private static final int EMPTY = 0x10;
  private static final int EXTENDED = 0x20;

  private GpkgGeometry() {}

  /**
   * @param srs id of the layer's system, which the geometry must have too
   * @param closer judges rings that are not closed
   * @return null for no bytes
   * @throws BadShape if it is no such blob
   */
  static @Nullable Geometry read(byte @Nullable [] blob, int srs, RingCloser closer)
      throws BadShape {
    if (blob == null) {
      return null;
    }
    if (blob.length < FIXED_BYTES || blob[0] != 'G' || blob[1] != 'P') {
      throw new BadShape("GPKG_GEOMETRY_HEADER", null);
    }
    int flags = blob[3];
    int envelope = flags >> 1 & 7;
    if ((flags & EXTENDED) != 0) {
      throw new BadShape("SHAPE_TYPE_UNKNOWN", null, "ExtendedGeoPackageBinary");
    }
    if (envelope >= ENVELOPE_BYTES.length || blob.length < FIXED_BYTES + ENVELOPE_BYTES[envelope]) {
      throw new BadShape("GPKG_GEOMETRY_HEADER", null);
    }
    ByteBuffer bytes = ByteBuffer.wrap(blob);
    bytes.order((flags & 1) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int stated = bytes.getInt(4);
    if (stated != srs) {
      throw new BadShape("GPKG_SRS_DIFFERS", null, String.valueOf(stated), String.valueOf(srs));
    }
    bytes.position(FIXED_BYTES + ENVELOPE_BYTES[envelope]);
    Geometry geometry = new WkbDecoder(bytes.slice(), closer).decode();
    if ((flags & EMPTY) != 0 && !geometry.isEmpty()) {
      throw new BadShape("GPKG_GEOMETRY_HEADER", null);
    }
    return geometry;
  }
}
