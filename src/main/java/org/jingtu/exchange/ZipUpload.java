package org.jingtu.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the shapefile of an uploaded zip. Every entry is judged, but only the parts of the one
 * layer are written, under names of our own, so a name in the zip never becomes a path.
 *
 * <p>The layer may lie in any folder of the zip. Names are taken as UTF-8 where they are, else as
 * GBK. {@code __MACOSX} and hidden files are passed over.
 */
public final class ZipUpload {

  private static final List<String> PARTS = List.of("shp", "shx", "dbf", "prj", "cpg");
  private static final long SMALL_BYTES = 16L << 20;

  private ZipUpload() {}

  /**
   * Unpacks one layer.
   *
   * @param zip uploaded file
   * @param folder existing folder that gets the parts
   * @param limits on the whole zip
   * @param layer name of the layer (path in the zip without extension, or its last part); null if
   *     the zip must have only one
   * @return the parts, of which .shp is there
   * @throws UploadRefused with the reason
   * @throws IOException if the disk fails
   */
  public static ShapefileParts unpack(
      Path zip, Path folder, UploadLimits limits, @Nullable String layer) throws IOException {
    try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
      List<ZipEntries.Entry> entries = list(channel, limits);
      Map<String, Map<String, ZipEntries.Entry>> layers = layers(entries);
      if (layers.isEmpty()) {
        throw PackedFile.withoutData(entries);
      }
      String name = choose(layers, layer);
      Map<String, ZipEntries.Entry> parts = new HashMap<>(layers.get(name));
      ZipEntries.Entry shp = parts.remove("shp");
      Map<String, Path> unpacked = new HashMap<>();
      for (Map.Entry<String, ZipEntries.Entry> part : parts.entrySet()) {
        Path target = folder.resolve("layer." + part.getKey());
        extract(channel, part.getValue(), target);
        unpacked.put(part.getKey(), target);
      }
      Path names = unpackNames(channel, entries, name, folder);
      Path shapes = folder.resolve("layer.shp");
      return new ShapefileParts(
          name.substring(name.lastIndexOf('/') + 1),
          shapes,
          unpacked.get("shx"),
          unpacked.get("dbf"),
          unpacked.get("prj"),
          unpacked.get("cpg"),
          names,
          unpackShapes(zip, channel, shp, shapes));
    }
  }

  /** A large .shp is read while it is unpacked; null of a small one, which is unpacked now. */
  private static @Nullable ArrivingFile unpackShapes(
      Path zip, FileChannel channel, ZipEntries.Entry entry, Path target) throws IOException {
    if (entry.bytes() <= SMALL_BYTES) {
      extract(channel, entry, target);
      return null;
    }
    return new ArrivingFile(
        target,
        entry.bytes(),
        out -> {
          try (FileChannel own = FileChannel.open(zip, StandardOpenOption.READ)) {
            extract(own, entry, out);
          }
        });
  }

  /** The names beside the layer, in the same folder. */
  private static @Nullable Path unpackNames(
      FileChannel channel, List<ZipEntries.Entry> entries, String layer, Path folder)
      throws IOException {
    String file = layer.substring(0, layer.lastIndexOf('/') + 1) + FieldNames.FILE;
    for (ZipEntries.Entry entry : entries) {
      if (entry.name().equals(file)) {
        Path target = folder.resolve("names.csv");
        extract(channel, entry, target);
        return target;
      }
    }
    return null;
  }

  /**
   * All entries, each of them judged.
   *
   * @throws UploadRefused if the zip is damaged, or an entry or all together are not safe
   */
  static List<ZipEntries.Entry> list(FileChannel zip, UploadLimits limits) throws IOException {
    List<ZipEntries.Entry> entries = ZipEntries.read(zip, limits.entries());
    checkSafe(entries, limits);
    return entries;
  }

  private static void checkSafe(List<ZipEntries.Entry> entries, UploadLimits limits) {
    long total = 0;
    for (ZipEntries.Entry entry : entries) {
      String name = entry.name();
      boolean outside =
          name.startsWith("/")
              || name.matches("[A-Za-z]:.*")
              || name.indexOf('\0') >= 0
              || List.of(name.split("/")).contains("..");
      if (outside || entry.link() || name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
        throw new UploadRefused("ZIP_ENTRY_UNSAFE", name);
      }
      if (entry.encrypted()) {
        throw new UploadRefused("ZIP_ENCRYPTED", name);
      }
      total += entry.bytes();
      if (total > limits.totalBytes()) {
        throw new UploadRefused("ZIP_TOO_LARGE", "> " + (limits.totalBytes() >> 20) + " MB");
      }
      if (entry.bytes() > SMALL_BYTES && entry.bytes() / limits.ratio() > entry.packedBytes()) {
        throw new UploadRefused("ZIP_TOO_LARGE", name);
      }
    }
  }

  /** Parts by layer and lower-case extension; a layer is a path without extension. */
  private static Map<String, Map<String, ZipEntries.Entry>> layers(List<ZipEntries.Entry> entries) {
    Map<String, Map<String, ZipEntries.Entry>> layers =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ZipEntries.Entry entry : entries) {
      String name = entry.name();
      String file = name.substring(name.lastIndexOf('/') + 1);
      int dot = file.lastIndexOf('.');
      boolean ours = !name.startsWith("__MACOSX/") && !file.startsWith(".") && !entry.folder();
      String extension = file.substring(dot + 1).toLowerCase(Locale.ROOT);
      if (ours && dot > 0 && PARTS.contains(extension)) {
        String layer = name.substring(0, name.length() - extension.length() - 1);
        if (layers.computeIfAbsent(layer, key -> new TreeMap<>()).put(extension, entry) != null) {
          throw new UploadRefused("ZIP_ENTRY_TWICE", name);
        }
      }
    }
    layers.values().removeIf(parts -> !parts.containsKey("shp"));
    return layers;
  }

  private static String choose(Map<String, ?> layers, @Nullable String wanted) {
    List<String> names = List.copyOf(layers.keySet());
    if (wanted == null) {
      if (names.size() > 1) {
        throw new UploadRefused("SEVERAL_LAYERS", String.join(", ", names));
      }
      return names.get(0);
    }
    Optional<String> exact = names.stream().filter(wanted::equalsIgnoreCase).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    List<String> found = names.stream().filter(name -> endsWith(name, wanted)).toList();
    if (found.size() > 1) {
      throw new UploadRefused("SEVERAL_LAYERS", String.join(", ", found));
    }
    if (found.isEmpty()) {
      throw new UploadRefused("LAYER_NOT_FOUND", wanted, String.join(", ", names));
    }
    return found.get(0);
  }

  private static boolean endsWith(String name, String wanted) {
    return name.substring(name.lastIndexOf('/') + 1).equalsIgnoreCase(wanted);
  }

  /**
   * Unpacks one entry. Never writes more than the size the directory states, which the limits have
   * judged.
   */
  static void extract(FileChannel zip, ZipEntries.Entry entry, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      extract(zip, entry, out);
    }
  }

  private static void extract(FileChannel zip, ZipEntries.Entry entry, OutputStream target)
      throws IOException {
    if (entry.method() != 0 && entry.method() != 8) {
      throw new UploadRefused("ZIP_UNSUPPORTED", "method " + entry.method());
    }
    zip.position(ZipEntries.dataOffset(zip, entry));
    InputStream packed = new BoundedInputStream(Channels.newInputStream(zip), entry.packedBytes());
    Inflater inflater = new Inflater(true);
    CRC32 crc = new CRC32();
    try {
      OutputStream out = new CheckedOutputStream(target, crc);
      InputStream in =
          entry.method() == 0 ? packed : new InflaterInputStream(packed, inflater, 1 << 15);
      long left = entry.bytes();
      byte[] buffer = new byte[1 << 15];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new UploadRefused("ZIP_CORRUPT", entry.name());
        }
        out.write(buffer, 0, n);
      }
      if (left != 0 || crc.getValue() != entry.crc()) {
        throw new UploadRefused("ZIP_CORRUPT", entry.name());
      }
    } catch (ZipException | EOFException e) {
      throw new UploadRefused("ZIP_CORRUPT", entry.name());
    } finally {
      inflater.end();
    }
  }
}
