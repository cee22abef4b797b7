package org.jingtu.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clusters of test runs that were killed before they could remove them. */
final class StaleClusters {

  private static final System.Logger LOG = System.getLogger(StaleClusters.class.getName());

  private StaleClusters() {}

  /**
   * Stops and removes the clusters below {@code parent} whose owner, named in the folder's name
   * after {@code prefix}, no longer runs. Those of other users stay.
   */
  static void removeFrom(Path parent, String prefix) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        String owner =
            folder.getFileName().toString().substring(prefix.length()).replaceAll("\\D.*", "");
        if (owner.isEmpty() || ProcessHandle.of(Long.parseLong(owner)).isPresent()) {
          continue;
        }
        try {
          stop(folder);
          remove(folder);
        } catch (IOException | UncheckedIOException e) {
          LOG.log(System.Logger.Level.INFO, "cannot remove {0}: {1}", folder, e.toString());
        }
      }
    }
  }

  private static void stop(Path folder) throws IOException {
    Path pidFile = folder.resolve("data/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    // The id may belong to another program by now: only one that names this folder is ours.
    ProcessHandle.of(pid)
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .ifPresent(StaleClusters::end);
  }

  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      postmaster.destroyForcibly();
    }
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
