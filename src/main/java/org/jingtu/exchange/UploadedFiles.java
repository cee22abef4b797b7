package org.jingtu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/** Opens an uploaded file of any format that is read, told apart by content first, then by name. */
public final class UploadedFiles {

  private static final int HEAD_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 16;
  private static final int GDAL_HEAD_BYTES = 1 << 10;
  private static final int MOST_LINES = 20;
  private static final int LONGEST_PRJ = 8_192;

  private UploadedFiles() {}

  /** Formats that are read. */
  private enum Format {
    SHAPEFILE_ZIP,
    GEOPACKAGE,
    GEOJSON,
    BOUNDARY_TEXT,
    CSV
  }

  /**
   * Opens a file.
   *
   * @param upload where it is stored
   * @param originalName as the sender calls it; names the layer of formats that have no name of
   *     their own
   * @param workFolder existing, empty folder for what is unpacked; must stay until the source is
   *     closed
   * @throws UploadRefused if it is none of the formats, or cannot be read at all
   * @throws CrsNotStated if its CRS is not known and none is stated
   * @throws org.jingtu.geo.UnsupportedCrs if it is on an old datum or not supported
   * @throws IOException if the disk fails
   */
  public static FeatureSource open(
      Path upload,
      String originalName,
      Path workFolder,
      ReadOptions options,
      CoordinateSystems systems)
      throws IOException {
    String layer = layer(originalName);
    Optional<GdalUpload> forGdal = forGdal(upload, originalName, workFolder, options.layer());
    if (forGdal.isPresent()) {
      return GdalSource.open(forGdal.get(), workFolder, options, systems, Ogr2ogr.installed());
    }
    Format format = detect(upload, originalName);
    if (format == Format.SHAPEFILE_ZIP) {
      Optional<PackedFile> packed = PackedFile.unpack(upload, workFolder, options.layer());
      return packed.isPresent()
          ? open(packed.get(), options, systems)
          : openShapefile(upload, workFolder, options, systems);
    }
    return SettledSource.of(openPlain(format, upload, layer, options, systems), List.of());
  }

  /** A file of its own in a zip; a zip in it was refused before. */
  private static FeatureSource open(PackedFile file, ReadOptions stated, CoordinateSystems systems)
      throws IOException {
    ReadOptions options =
        new ReadOptions(stated.crs(), stated.charset(), file.layer(), stated.repair());
    Format format = detect(file.file(), file.name());
    if (format == Format.SHAPEFILE_ZIP) {
      throw new UploadRefused("ZIP_ENTRY_UNSAFE", file.name());
    }
    String layer = layer(file.name());
    return SettledSource.of(openPlain(format, file.file(), layer, options, systems), List.of());
  }

  private static FeatureSource openPlain(
      Format format, Path file, String layer, ReadOptions options, CoordinateSystems systems)
      throws IOException {
    return switch (format) {
      case GEOPACKAGE -> GpkgReader.open(file, systems, options);
      case GEOJSON -> GeoJsonReader.open(file, layer, systems, options);
      case BOUNDARY_TEXT -> BoundaryTextReader.open(file, layer, systems, options);
      case CSV -> CsvReader.open(file, layer, systems, options);
      case SHAPEFILE_ZIP -> throw new IllegalArgumentException("a zip is unpacked first");
    };
  }

  private static Optional<GdalUpload> forGdal(
      Path upload, String originalName, Path workFolder, @Nullable String layer)
      throws IOException {
    if (isZip(head(upload, MAGIC_BYTES))) {
      return GdalUpload.ofZip(upload, workFolder, layer);
    }
    String beginning = head(upload, GDAL_HEAD_BYTES);
    Optional<GdalFormat> format = GdalUpload.detectPlain(originalName, beginning);
    return format.isEmpty()
        ? Optional.empty()
        : Optional.of(GdalUpload.ofFile(format.get(), upload, workFolder, layer));
  }

  private static boolean isZip(String magic) {
    return magic.startsWith("PK\u0003\u0004") || magic.startsWith("PK\u0005\u0006");
  }

  private static String head(Path upload, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(upload)) {
      return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }
  }

  private static String layer(String originalName) {
    String name = originalName.replace('\\', '/');
    name = name.substring(name.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Format detect(Path upload, String originalName) throws IOException {
    String magic = head(upload, MAGIC_BYTES);
    if (isZip(magic)) {
      return Format.SHAPEFILE_ZIP;
    }
    if (magic.startsWith("SQLite format 3\0")) {
      return Format.GEOPACKAGE;
    }
    Optional<UploadRefused> foreign = ForeignFile.judge(magic, originalName);
    if (foreign.isPresent()) {
      throw foreign.get();
    }
    String name = originalName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip") || name.endsWith(".shp")) {
      return Format.SHAPEFILE_ZIP; // says that it is none
    }
    boolean utf16 = magic.startsWith("\u00FF\u00FE") || magic.startsWith("\u00FE\u00FF");
    if (magic.isEmpty() || !utf16 && magic.indexOf('\0') >= 0) {
      throw new UploadRefused("UPLOAD_FORMAT_UNKNOWN");
    }
    return detectText(upload, name);
  }

  private static Format detectText(Path upload, String name) throws IOException {
    List<String> lines = firstLines(upload);
    String first = lines.isEmpty() ? "" : lines.get(0);
    boolean json = name.endsWith("json") || name.endsWith("jsonl") || name.endsWith("ndjson");
    if (first.startsWith("{") || first.startsWith("\u001E") || json && first.startsWith("[")) {
      return Format.GEOJSON;
    }
    if (json || first.startsWith("<") || first.isEmpty()) {
      throw json
          ? new UploadRefused("GEOJSON_BROKEN", 1, 1)
          : new UploadRefused("UPLOAD_FORMAT_UNKNOWN");
    }
    boolean csv = name.endsWith(".csv") || name.endsWith(".tsv");
    boolean boundary =
        lines.stream().anyMatch(line -> line.endsWith("@"))
            || !csv
                && (BoundaryText.looksLike(first)
                    || BoundaryText.isTitle(first)
                    || first.matches("[\\[【［].*"));
    return boundary ? Format.BOUNDARY_TEXT : Format.CSV;
  }

  /** Lines that are not blank, in the charset of the beginning of the file. */
  private static List<String> firstLines(Path upload) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(upload)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String magic = new String(head, 0, Math.min(2, head.length), StandardCharsets.ISO_8859_1);
    boolean utf8 = Utf8.kind(ByteBuffer.wrap(head), 0, head.length, true) != Utf8.INVALID;
    Charset charset =
        magic.equals("\u00FF\u00FE") || magic.equals("\u00FE\u00FF")
            ? StandardCharsets.UTF_16
            : utf8 ? StandardCharsets.UTF_8 : Charsets.GB18030;
    return new String(head, charset)
        .replace("\uFEFF", "")
        .lines()
        .map(line -> line.replaceAll("^[ \\t]+|\\s+$", "")) // leaves the separator of RFC 8142
        .filter(line -> !line.isEmpty())
        .limit(MOST_LINES)
        .toList();
  }

  private static FeatureSource openShapefile(
      Path upload, Path workFolder, ReadOptions options, CoordinateSystems systems)
      throws IOException {
    ShapefileParts parts =
        ZipUpload.unpack(upload, workFolder, UploadLimits.DEFAULT, options.layer());
    try {
      return openShapefile(parts, options, systems);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static FeatureSource openShapefile(
      ShapefileParts parts, ReadOptions options, CoordinateSystems systems) throws IOException {
    List<RowProblem> warnings = new ArrayList<>();
    Path prj = parts.prj();
    if (options.crs() != null && prj != null) {
      StatedCrs.settle(options.crs(), readPrj(prj, systems), true, warnings);
      warnings.removeIf(warning -> !warning.code().equals("CRS_OVERRIDES_PRJ"));
    }
    FeatureSource source = ShapefileReader.open(parts, systems, options);
    return SettledSource.of(source, warnings);
  }

  /**
   * @throws org.jingtu.geo.DatumNeedsParameters if it names an old datum: what is stated does not
   *     make new coordinates of old ones
   */
  private static @Nullable Crs readPrj(Path prj, CoordinateSystems systems) throws IOException {
    try (InputStream in = Files.newInputStream(prj)) {
      String text = new String(in.readNBytes(LONGEST_PRJ), StandardCharsets.UTF_8);
      return systems.findByPrj(text.replace("\uFEFF", "")).orElse(null);
    }
  }
}
