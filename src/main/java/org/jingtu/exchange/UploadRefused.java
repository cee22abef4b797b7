package org.jingtu.exchange;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/**
 * An uploaded file that cannot be read at all. Codes: UPLOAD_NOT_A_ZIP, ZIP_CORRUPT,
 * ZIP_UNSUPPORTED, ZIP_ENCRYPTED, ZIP_TOO_LARGE, ZIP_ENTRY_UNSAFE, SHAPEFILE_PART_MISSING,
 * SEVERAL_LAYERS, LAYER_NOT_FOUND, SHP_CORRUPT, SHAPE_TYPE_UNSUPPORTED, DBF_CORRUPT,
 * DBF_MEMO_FIELD, DBF_FIELD_UNSUPPORTED, CHARSET_UNKNOWN, UPLOAD_FORMAT_UNKNOWN, TOO_MANY_FIELDS,
 * GEOJSON_BROKEN, GEOJSON_SEVERAL_CRS, GPKG_CORRUPT, GPKG_NOT_A_GEOPACKAGE, GPKG_NOT_A_TABLE,
 * GPKG_NO_FEATURES, GPKG_BLOB_FIELD, TXT_NO_PARCELS, CSV_BROKEN, CSV_NO_HEADER, CSV_AXES_UNKNOWN,
 * CSV_SEVERAL_SRIDS.
 */
public final class UploadRefused extends Problem {

  UploadRefused(String code, Object... arguments) {
    super(code, HttpStatus.UNPROCESSABLE_CONTENT, arguments);
  }
}
