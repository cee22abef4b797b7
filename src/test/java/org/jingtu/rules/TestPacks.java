package org.jingtu.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The product's packs, read once, and packs of a test's own. */
final class TestPacks {

  private static final Path FOLDER = Path.of("src/main/resources/packs");

  static final Packs OWN = new Packs(allFiles(), new DomainAttributes());

  static final Pack NATIONAL = OWN.getPack("national");

  private TestPacks() {}

  /** The product's packs and one more. */
  static Packs and(String name, String text) {
    Map<String, String> files = files();
    files.put(name, text);
    return new Packs(files, new DomainAttributes());
  }

  /** The files of the versions in force. */
  static Map<String, String> files() {
    Map<String, String> files = allFiles();
    files.keySet().removeIf(PackBuilder::isFormer);
    return files;
  }

  /** The files of the versions in force and of the former ones. */
  static Map<String, String> allFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> found = Files.list(FOLDER)) {
      for (Path file : found.sorted().toList()) {
        files.put("packs/" + file.getFileName(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
