package org.jingtu.exchange;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upload in a format that GDAL reads, unpacked under names of our own into a folder that holds
 * nothing else.
 *
 * @param format what it is
 * @param source file or folder to give to GDAL
 * @param layer name of the layer within it that was asked for; null for the only one
 */
record GdalUpload(GdalFormat format, Path source, @Nullable String layer) {

  private static final Pattern GDB_FOLDER =
      Pattern.compile("(?i)(?:.*/)?([^/]+\\.gdb)/([A-Za-z0-9_.]{1,80})");

  private static final List<String> MAPINFO =
      List.of("tab", "dat", "map", "id", "ind", "dbf", "mif", "mid");

  /** A table that only points at others could name any file of the machine. */
  private static final Pattern OWN_TABLE = Pattern.compile("(?i)\\bType\\s+\"?(NATIVE|DBF)\\b");

  private static final int LONGEST_TAB = 1 << 18;

  /** Tells by name and beginning; never a zip. */
  static Optional<GdalFormat> detectPlain(String name, String beginning) {
    String lower = name.toLowerCase(Locale.ROOT);
    String text = beginning.strip();
    if (text.startsWith("<") && (lower.endsWith(".kml") || text.contains("<kml"))) {
      return Optional.of(GdalFormat.KML);
    }
    boolean dxf = text.matches("(?s)(999\\s*\\R.*?\\R\\s*)?0\\s*\\R\\s*SECTION\\b.*");
    if (dxf || lower.endsWith(".dxf")) {
      return Optional.of(GdalFormat.DXF);
    }
    if (lower.endsWith(".tab") || lower.endsWith(".mif")) {
      throw new UploadRefused("UPLOAD_PARTS_APART", name);
    }
    return Optional.empty();
  }

  /** A single file, copied under a name that tells GDAL its format. */
  static GdalUpload ofFile(GdalFormat format, Path upload, Path folder, @Nullable String layer)
      throws IOException {
    Path source = folder.resolve("upload." + format.id());
    Files.copy(upload, source);
    return new GdalUpload(format, source, layer);
  }

  /**
   * Looks into a zip that holds no shapefile.
   *
   * @param wanted layer; of several geodatabases or tables {@code NAME.gdb/LAYER} or {@code NAME}
   * @return empty if there is nothing for GDAL in it either
   * @throws UploadRefused if the zip is not safe, or holds several and none is named
   */
  static Optional<GdalUpload> ofZip(Path zip, Path folder, @Nullable String wanted)
      throws IOException {
    try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
      List<ZipEntries.Entry> entries = ZipUpload.list(channel, UploadLimits.DEFAULT);
      Map<String, List<ZipEntries.Entry>> sources = new TreeMap<>();
      for (ZipEntries.Entry entry : entries) {
        String extension = extension(entry.name());
        if (extension.equals("shp")) {
          return Optional.empty();
        }
        if (entry.name().equals("doc.kml")) { // a KMZ; LIBKML finds what belongs to it
          Path source = folder.resolve("upload.kmz");
          Files.copy(zip, source);
          return Optional.of(new GdalUpload(GdalFormat.KML, source, wanted));
        }
        String source = source(entry, extension);
        if (source != null) {
          sources.computeIfAbsent(source, key -> new ArrayList<>()).add(entry);
        }
      }
      sources.keySet().removeIf(name -> !isWhole(name, sources.get(name)));
      return sources.isEmpty()
          ? Optional.empty()
          : Optional.of(unpack(channel, sources, folder, wanted));
    }
  }

  /** What an entry is a part of; null for other files. */
  private static @Nullable String source(ZipEntries.Entry entry, String extension) {
    String name = entry.name();
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (entry.folder() || name.startsWith("__MACOSX/") || file.startsWith(".")) {
      return null;
    }
    var gdb = GDB_FOLDER.matcher(name);
    if (gdb.matches()) {
      return gdb.group(1);
    }
    boolean alone = extension.equals("kml") || extension.equals("dxf");
    if (alone) {
      return file;
    }
    return MAPINFO.contains(extension) ? file.substring(0, file.lastIndexOf('.')) : null;
  }

  private static boolean isWhole(String name, List<ZipEntries.Entry> parts) {
    List<String> extensions = parts.stream().map(part -> extension(part.name())).toList();
    return switch (extension(name)) {
      case "gdb" -> extensions.contains("gdbtable");
      case "kml", "dxf" -> true;
      default -> extensions.contains("tab") || extensions.contains("mif");
    };
  }

  private static GdalUpload unpack(
      FileChannel channel,
      Map<String, List<ZipEntries.Entry>> sources,
      Path folder,
      @Nullable String wanted)
      throws IOException {
    String[] path = wanted == null ? new String[0] : wanted.split("/", 2);
    String name =
        sources.keySet().stream()
            .filter(
                each -> sources.size() == 1 || path.length > 0 && each.equalsIgnoreCase(path[0]))
            .findFirst()
            .orElseThrow(
                () -> new UploadRefused("SEVERAL_LAYERS", String.join(", ", sources.keySet())));
    boolean named = path.length > 0 && name.equalsIgnoreCase(path[0]);
    String layer = !named ? wanted : path.length == 2 ? path[1] : null;
    List<ZipEntries.Entry> parts = sources.get(name);
    switch (extension(name)) {
      case "gdb" -> {
        Path gdb = Files.createDirectory(folder.resolve("upload.gdb"));
        for (ZipEntries.Entry part : parts) {
          String file = part.name().substring(part.name().lastIndexOf('/') + 1);
          ZipUpload.extract(channel, part, gdb.resolve(file));
        }
        return new GdalUpload(GdalFormat.GDB, gdb, layer);
      }
      case "kml", "dxf" -> {
        GdalFormat format = extension(name).equals("kml") ? GdalFormat.KML : GdalFormat.DXF;
        Path source = folder.resolve("upload." + format.id());
        ZipUpload.extract(channel, parts.get(0), source);
        return new GdalUpload(format, source, layer);
      }
      default -> {
        return new GdalUpload(GdalFormat.MAPINFO, unpackMapInfo(channel, parts, folder), layer);
      }
    }
  }

  private static Path unpackMapInfo(FileChannel channel, List<ZipEntries.Entry> parts, Path folder)
      throws IOException {
    Path source = null;
    for (ZipEntries.Entry part : parts) {
      String extension = extension(part.name());
      Path target = folder.resolve("upload." + extension);
      ZipUpload.extract(channel, part, target);
      if (extension.equals("tab") || extension.equals("mif") && source == null) {
        source = target;
      }
      if (extension.equals("tab")) {
        requireOwn(target, part.name());
      }
    }
    if (source == null) {
      throw new UploadRefused("UPLOAD_FORMAT_UNKNOWN");
    }
    return source;
  }

  private static void requireOwn(Path tab, String name) throws IOException {
    String text =
        Files.size(tab) > LONGEST_TAB ? "" : Files.readString(tab, StandardCharsets.ISO_8859_1);
    if (!OWN_TABLE.matcher(text).find()
        || text.toLowerCase(Locale.ROOT).contains("\\isseamless\" = \"true")) {
      throw new UploadRefused("MAPINFO_NOT_A_TABLE", name);
    }
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
