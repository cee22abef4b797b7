package org.jingtu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GDAL's program, timed; {@code ./jingtu bench import} installs it. */
final class Ogr2ogr {

  private Ogr2ogr() {}

  static void print() throws Exception {
    Process process = new ProcessBuilder("ogr2ogr", "--version").start();
    System.out.println(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /**
   * Runs it.
   *
   * @return seconds
   * @throws IllegalStateException if it fails
   */
  static double run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ogr2ogr"));
    command.addAll(arguments);
    Path output = Files.createTempFile("ogr2ogr", ".txt");
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("ogr2ogr failed: " + Files.readString(output));
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      Files.delete(output);
    }
  }
}
