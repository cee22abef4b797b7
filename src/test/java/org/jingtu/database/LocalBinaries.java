package org.jingtu.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The newest PostgreSQL with PostGIS that is installed on this machine.
 *
 * @param bin folder with {@code initdb} and {@code pg_ctl}
 */
record LocalBinaries(Path bin) {

  /** Folder and pattern of the folders below it that hold one PostgreSQL each. */
  private static final List<List<String>> PLACES =
      List.of(
          List.of("/usr/lib/postgresql", "*"),
          List.of("/usr", "pgsql-*"),
          List.of("/opt/homebrew/opt", "postgresql*"),
          List.of("/usr/local/opt", "postgresql*"),
          List.of("/home/linuxbrew/.linuxbrew/opt", "postgresql*"),
          List.of("/Applications/Postgres.app/Contents/Versions", "*"));

  /** Finds the binaries, or adds to {@code reasons} why there are none. */
  static Optional<LocalBinaries> find(List<String> reasons) {
    Set<Path> candidates = new LinkedHashSet<>();
    for (List<String> place : PLACES) {
      candidates.addAll(listNewestFirst(Path.of(place.get(0)), place.get(1)));
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      candidates.add(Path.of(folder));
    }
    List<Path> withoutPostgis = new ArrayList<>();
    for (Path bin : candidates) {
      if (!Files.isExecutable(bin.resolve("initdb")) || !Files.exists(bin.resolve("pg_ctl"))) {
        continue;
      }
      if (hasPostgis(bin)) {
        return Optional.of(new LocalBinaries(bin));
      }
      withoutPostgis.add(bin);
    }
    reasons.add(
        withoutPostgis.isEmpty()
            ? "installed binaries: no initdb found"
            : "installed binaries: " + withoutPostgis + " without the PostGIS extension");
    return Optional.empty();
  }

  private static List<Path> listNewestFirst(Path parent, String pattern) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, pattern)) {
        folders.forEach(folder -> found.add(folder.resolve("bin")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    found.sort(Comparator.comparingInt(LocalBinaries::versionOf).reversed());
    return found;
  }

  private static int versionOf(Path bin) {
    String digits = bin.getParent().getFileName().toString().replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static boolean hasPostgis(Path bin) {
    Path config = bin.resolve("pg_config");
    Path share =
        Files.isExecutable(config)
            ? Path.of(LocalProcess.run(List.of(config.toString(), "--sharedir")).strip())
            : bin.resolveSibling("share");
    return Files.exists(share.resolve("extension/postgis.control"));
  }

  String program(String name) {
    return bin.resolve(name).toString();
  }
}
