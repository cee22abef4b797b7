package org.jingtu.exchange;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of another format than shapefile that was sent in a zip: GeoPackage, GeoJSON, CSV or
 * coordinate text.
 *
 * @param file where it was unpacked
 * @param name its name in the zip, without folders
 * @param layer the layer to read in it; null if none is named
 */
record PackedFile(Path file, String name, @Nullable String layer) {

  private static final Set<String> DATA =
      Set.of("gpkg", "geojson", "json", "geojsonl", "geojsons", "ndjson", "csv", "tsv");
  private static final String TEXT = "txt";
  private static final Set<String> PARTS = Set.of("shx", "dbf", "prj");
  private static final int MOST_NAMED = 5;

  /**
   * Unpacks it. Texts count only where there is nothing else: they are mostly notes about the data.
   *
   * @param wanted name of the file without extension, or NAME/LAYER; else, of the only file, the
   *     layer
   * @return empty if there is a shapefile, or nothing that is read
   * @throws UploadRefused if the zip is not safe, or holds several and none is named
   */
  static Optional<PackedFile> unpack(Path zip, Path folder, @Nullable String wanted)
      throws IOException {
    try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
      List<ZipEntries.Entry> entries = ZipUpload.list(channel, UploadLimits.DEFAULT);
      if (entries.stream().anyMatch(entry -> isOurs(entry) && extension(entry).equals("shp"))) {
        return Optional.empty();
      }
      List<ZipEntries.Entry> data = listOf(entries, DATA);
      List<ZipEntries.Entry> files = data.isEmpty() ? listOf(entries, Set.of(TEXT)) : data;
      if (files.isEmpty()) {
        return Optional.empty();
      }
      String[] path = wanted == null ? new String[] {""} : wanted.split("/", 2);
      List<ZipEntries.Entry> named =
          files.stream().filter(entry -> plainName(entry).equalsIgnoreCase(path[0])).toList();
      if (named.size() != 1 && files.size() > 1) {
        String names =
            files.stream().map(PackedFile::plainName).distinct().collect(Collectors.joining(", "));
        throw new UploadRefused("SEVERAL_LAYERS", names);
      }
      ZipEntries.Entry entry = named.size() == 1 ? named.get(0) : files.get(0);
      String layer = named.isEmpty() ? wanted : path.length == 2 ? path[1] : null;
      Path target = folder.resolve("packed." + extension(entry));
      ZipUpload.extract(channel, entry, target);
      return Optional.of(new PackedFile(target, fileName(entry), layer));
    }
  }

  /** Why a zip without a shapefile, and without anything else that is read, is refused. */
  static UploadRefused withoutData(List<ZipEntries.Entry> entries) {
    if (entries.stream().anyMatch(entry -> entry.name().startsWith("xl/workbook."))) {
      return new UploadRefused("UPLOAD_IS_SPREADSHEET");
    }
    if (!listOf(entries, PARTS).isEmpty()) {
      return new UploadRefused("SHAPEFILE_PART_MISSING", ".shp");
    }
    String names =
        entries.stream()
            .filter(PackedFile::isOurs)
            .limit(MOST_NAMED)
            .map(PackedFile::fileName)
            .collect(Collectors.joining(", "));
    return new UploadRefused("ZIP_WITHOUT_DATA", names.isEmpty() ? "-" : names);
  }

  private static List<ZipEntries.Entry> listOf(
      List<ZipEntries.Entry> entries, Set<String> extensions) {
    return entries.stream()
        .filter(entry -> isOurs(entry) && extensions.contains(extension(entry)))
        .toList();
  }

  private static boolean isOurs(ZipEntries.Entry entry) {
    return !entry.folder()
        && !entry.name().startsWith("__MACOSX/")
        && !fileName(entry).startsWith(".");
  }

  private static String fileName(ZipEntries.Entry entry) {
    return entry.name().substring(entry.name().lastIndexOf('/') + 1);
  }

  private static String plainName(ZipEntries.Entry entry) {
    String name = fileName(entry);
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String extension(ZipEntries.Entry entry) {
    String name = fileName(entry);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
