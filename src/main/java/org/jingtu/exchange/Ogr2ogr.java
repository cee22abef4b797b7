package org.jingtu.exchange;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GDAL's ogr2ogr as a child process that can convert the one file and little else: only the drivers
 * of the format are loaded, without network (by GDAL's own settings, and in a network namespace of
 * its own where the system allows that), with limits on time, memory and file size, an empty
 * environment and no plugins. Decision 016.
 */
final class Ogr2ogr {

  private static final long LONGEST_SECONDS = 600;
  private static final int MEMORY_KILOBYTES = 2 << 20;
  private static final int FILE_BLOCKS = 8 << 20;
  private static final int LONGEST_MESSAGE = 300;

  /** Where GDAL and PROJ have their tables, if not where they were built for. */
  private static final List<String> PASSED_ON =
      List.of("GDAL_DATA", "PROJ_LIB", "PROJ_DATA", "LD_LIBRARY_PATH");

  private static final String OUTPUT = "gdal-output.txt";

  private static final Pattern DRIVER = Pattern.compile("(?m)^  (\\S.*?) -[a-z, ]+- \\(");
  private static final Pattern LAYER =
      Pattern.compile("(?m)^\\s*(?:\\d+|Layer): (.+?)(?: \\(([^()]*)\\))?$");

  private static final Ogr2ogr INSTALLED = new Ogr2ogr(System.getenv("PATH"), LONGEST_SECONDS);

  private final @Nullable Path ogr2ogr;
  private final @Nullable Path ogrinfo;
  private final @Nullable Path unshare;
  private final long longestSeconds;
  private volatile @Nullable String drivers;
  private volatile @Nullable List<String> isolation;

  /**
   * @param path folders to look in, as PATH
   * @param longestSeconds after which a program is stopped
   */
  Ogr2ogr(@Nullable String path, long longestSeconds) {
    this.longestSeconds = longestSeconds;
    ogr2ogr = find(path, "ogr2ogr");
    ogrinfo = find(path, "ogrinfo");
    unshare = find(path, "unshare");
  }

  /** The one of this machine. */
  static Ogr2ogr installed() {
    return INSTALLED;
  }

  private static @Nullable Path find(@Nullable String path, String program) {
    return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /**
   * Names of the layers that have geometries.
   *
   * @throws UploadRefused UPLOAD_NEEDS_GDAL, GDAL_CANNOT_READ, GDAL_TOO_SLOW
   */
  List<String> listLayers(GdalUpload upload, Path folder) throws IOException {
    String text = run(upload.format(), ogrinfo, List.of("-ro", "-q", path(upload)), folder);
    List<String> layers = new ArrayList<>();
    Matcher matcher = LAYER.matcher(text);
    while (matcher.find()) {
      if (!"None".equals(matcher.group(2)) && !matcher.group(1).startsWith("-")) {
        layers.add(matcher.group(1));
      }
    }
    return layers;
  }

  /**
   * Converts one layer to a GeoPackage, with all its fields and the geometries as they are.
   *
   * @param layer a name of {@link #listLayers}
   * @return the file
   */
  Path convert(GdalUpload upload, String layer, Path folder) throws IOException {
    Path target = folder.resolve("converted.gpkg");
    List<String> arguments = new ArrayList<>(List.of("-f", "GPKG", "-nln", "converted"));
    arguments.addAll(List.of("-lco", "SPATIAL_INDEX=NO", "-lco", "FID=gdal_fid"));
    arguments.addAll(List.of("-lco", "GEOMETRY_NAME=gdal_geom", target.toString()));
    arguments.addAll(List.of(path(upload), layer));
    run(upload.format(), ogr2ogr, arguments, folder);
    return target;
  }

  private static String path(GdalUpload upload) {
    return upload.source().toAbsolutePath().toString();
  }

  private String run(GdalFormat format, @Nullable Path program, List<String> arguments, Path folder)
      throws IOException {
    if (program == null || !Files.isExecutable(Path.of("/bin/sh"))) {
      throw new UploadRefused("UPLOAD_NEEDS_GDAL", format.title());
    }
    List<String> command = new ArrayList<>(isolation(folder));
    command.add(program.toString());
    command.addAll(arguments);
    Result result = start(command, folder, environment(folder, skipped(format, folder)));
    if (result.status() != 0) {
      throw new UploadRefused("GDAL_CANNOT_READ", format.title(), reason(result.text(), folder));
    }
    return result.text();
  }

  /** All drivers but those of the format and GeoPackage. */
  private String skipped(GdalFormat format, Path folder) throws IOException {
    String known = drivers;
    if (known == null) {
      known =
          start(List.of(String.valueOf(ogr2ogr), "--formats"), folder, environment(folder, ""))
              .text();
      drivers = known;
    }
    List<String> skipped = new ArrayList<>();
    Matcher matcher = DRIVER.matcher(known);
    while (matcher.find()) {
      if (!format.drivers().contains(matcher.group(1)) && !matcher.group(1).equals("GPKG")) {
        skipped.add(matcher.group(1));
      }
    }
    return String.join(",", skipped);
  }

  /** A namespace without network, as root or by a namespace of users; none where neither goes. */
  private List<String> isolation(Path folder) throws IOException {
    List<String> known = isolation;
    if (known == null) {
      known = List.of();
      for (String flags : unshare == null ? new String[0] : new String[] {"-n", "-rn"}) {
        List<String> prefix = List.of(String.valueOf(unshare), flags);
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        if (start(probe, folder, environment(folder, "")).status() == 0) {
          known = prefix;
          break;
        }
      }
      isolation = known;
    }
    return known;
  }

  private static Map<String, String> environment(Path folder, String skipped) {
    String own = folder.toAbsolutePath().toString();
    Map<String, String> environment = new HashMap<>();
    for (String name : PASSED_ON) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(restrictions(own, skipped));
    return environment;
  }

  private static Map<String, String> restrictions(String own, String skipped) {
    return Map.ofEntries(
        Map.entry("PATH", "/usr/bin:/bin"),
        Map.entry("LC_ALL", "C.UTF-8"),
        Map.entry("HOME", own),
        Map.entry("TMPDIR", own),
        Map.entry("CPL_TMPDIR", own),
        Map.entry("GDAL_SKIP", skipped),
        Map.entry("OGR_SKIP", skipped),
        Map.entry("GDAL_DRIVER_PATH", "disable"),
        Map.entry("GDAL_PAM_ENABLED", "NO"),
        Map.entry("GDAL_HTTP_TIMEOUT", "1"),
        Map.entry("GDAL_HTTP_MAX_RETRY", "0"),
        Map.entry("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"),
        Map.entry("PROJ_NETWORK", "OFF"));
  }

  private record Result(int status, String text) {}

  private Result start(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    String limits =
        "ulimit -v %d; ulimit -f %d; ulimit -t %d; ulimit -c 0; exec \"$@\""
            .formatted(MEMORY_KILOBYTES, FILE_BLOCKS, longestSeconds);
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", limits, "sh"));
    all.addAll(command);
    Path output = folder.resolve(OUTPUT);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(longestSeconds, TimeUnit.SECONDS)) {
        throw new UploadRefused("GDAL_TOO_SLOW", longestSeconds);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while GDAL was at work", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), head(output));
  }

  private static String head(Path output) throws IOException {
    try (var in = Files.newInputStream(output)) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
    }
  }

  /** GDAL's own words, without the folders of this machine. */
  private static String reason(String text, Path folder) {
    String plain =
        text.replace(folder.toAbsolutePath().toString(), "")
            .lines()
            .map(String::strip)
            .filter(line -> line.toUpperCase(Locale.ROOT).contains("ERROR"))
            .findFirst()
            .orElse("ERROR");
    return plain.substring(0, Math.min(plain.length(), LONGEST_MESSAGE));
  }
}
