package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's programs, as a second opinion on the files that we write. */
public final class Ogr {

  private Ogr() {}

  /** The features that ogr2ogr reads from a file, as GeoJSON features in EPSG:4490. */
  public static List<JsonNode> read(Path file, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-t_srs"));
    command.addAll(List.of("EPSG:4490", "-lco", "SIGNIFICANT_FIGURES=17"));
    command.addAll(List.of(options));
    if (!List.of(options).contains("/vsistdout/")) {
      command.addAll(List.of("/vsistdout/", file.toString()));
    }
    List<JsonNode> features = new ArrayList<>();
    JsonMapper.shared().readTree(run("", command)).path("features").forEach(features::add);
    return features;
  }

  /** What a program prints; it must end well. */
  public static String run(String input, List<String> command) {
    try {
      Path out = Files.createTempFile("ogr", ".out");
      Path in = Files.writeString(Files.createTempFile("ogr", ".in"), input);
      Path err = Files.createTempFile("ogr", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new AssertionError(command + ": " + Files.readString(err));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
      } finally {
        Files.delete(out);
        Files.delete(in);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("gdal-bin must be installed: apt-get install gdal-bin", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
