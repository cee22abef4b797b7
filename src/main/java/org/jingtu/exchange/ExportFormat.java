package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jingtu.problems.BadParameter;
import org.springframework.context.MessageSource;

/** The formats in which features are given out; the parameter {@code f} in lower case. */
enum ExportFormat {
  /** A zip with .shp, .shx, .dbf, .prj, .cpg and what explains them. */
  SHP("zip", "application/zip", true, false),
  /** OGC GeoPackage 1.3. */
  GPKG("gpkg", "application/geopackage+sqlite3", false, false),
  /** RFC 7946. */
  GEOJSON("geojson", "application/geo+json", false, true),
  /** A table with the geometry as WKT. */
  CSV("csv", "text/csv", true, true),
  /** 勘测定界 coordinate text. */
  TXT("txt", "text/plain", true, true);

  private final String extension;
  private final String mediaType;
  private final boolean gbk;
  private final boolean grows;

  ExportFormat(String extension, String mediaType, boolean gbk, boolean grows) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.gbk = gbk;
    this.grows = grows;
  }

  /**
   * @throws BadParameter if there is no such format
   */
  static ExportFormat parse(String f) {
    return Arrays.stream(values())
        .filter(format -> format.name().equalsIgnoreCase(f.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadParameter(
                    "f",
                    f,
                    Arrays.stream(values())
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }

  /**
   * Starts a file of this format.
   *
   * @param folder empty folder for parts of it
   * @param file the file to make
   */
  ExportWriter open(Path folder, Path file, ExportPlan plan, MessageSource texts)
      throws IOException {
    return switch (this) {
      case SHP -> new ShapefileExport(folder, file, plan, texts);
      case GPKG -> new GeoPackageExport(file, plan);
      case GEOJSON -> new GeoJsonExport(file, plan);
      case CSV -> new CsvExport(file, plan);
      case TXT -> new TxtExport(file, plan);
    };
  }

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  /** Whether texts can be in GBK; the others are UTF-8 by their standard. */
  boolean allowsGbk() {
    return gbk;
  }

  /** Whether its bytes, once written, stay as they are; the others have headers that come last. */
  boolean grows() {
    return grows;
  }
}
