package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;

/** The files of src/test/resources/exchange, and copies of them to damage. */
final class Fixtures {

  static final CoordinateSystems SYSTEMS =
      new CoordinateSystems(System.getProperty("java.io.tmpdir") + "/jingtu-test");

  private Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(Fixtures.class.getResource("/exchange/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /** Copies all parts of a shapefile and returns its .shp. */
  static Path copy(String layer, Path folder) {
    try {
      for (String part : List.of(".shp", ".dbf", ".prj", ".cpg")) {
        Files.copy(file(layer + part), folder.resolve(layer + part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve(layer + ".shp");
  }

  /** All that comes of reading a shapefile. */
  record Reading(SourceInfo info, List<SourceRow> rows, List<RowProblem> fileProblems) {

    List<RowProblem> problems() {
      List<RowProblem> all = new ArrayList<>(info.warnings());
      rows.forEach(row -> all.addAll(row.problems()));
      all.addAll(fileProblems);
      return all;
    }

    List<String> codes() {
      return problems().stream().map(RowProblem::code).toList();
    }
  }

  static Reading read(Path shp) throws IOException {
    return read(shp, ReadOptions.NONE);
  }

  static Reading read(Path shp, ReadOptions options) throws IOException {
    try (ShapefileReader reader =
        ShapefileReader.open(ShapefileParts.beside(shp), SYSTEMS, options)) {
      List<SourceRow> rows = new ArrayList<>();
      for (SourceRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return new Reading(reader.info(), rows, reader.fileProblems());
    }
  }
}
