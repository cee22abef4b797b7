package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/**
 * Reads the one plot of an uploaded file, for a check; or all areas of a small one. Nothing of it
 * is kept.
 */
@Component
public class PlotFiles {

  private final CoordinateSystems systems;
  private final MessageSource texts;

  PlotFiles(CoordinateSystems systems, MessageSource texts) {
    this.systems = systems;
    this.texts = texts;
  }

  /**
   * The plot of a file.
   *
   * @param geometry in {@code crs}, easting or longitude first; perhaps invalid
   * @param values the row's values by field name; absent = no value
   */
  public record UploadedPlot(Geometry geometry, Crs crs, Map<String, Object> values) {}

  /** A file that holds another number of rows than one. */
  static class NotOnePlot extends Problem {
    NotOnePlot(long rows) {
      super("UPLOAD_NOT_ONE_PLOT", HttpStatus.UNPROCESSABLE_CONTENT, Long.toString(rows));
    }
  }

  /** The row cannot be used; the member {@code problem} has the code of what is wrong. */
  static class PlotUnreadable extends Problem {
    PlotUnreadable(String code, String message) {
      super("UPLOAD_PLOT_UNREADABLE", HttpStatus.UNPROCESSABLE_CONTENT, message);
      member("problem", code);
    }
  }

  /** A file that holds more rows than are wanted, or none. */
  static class NotSoManyPlots extends Problem {
    NotSoManyPlots(long rows, int most) {
      super(
          "UPLOAD_TOO_MANY_PLOTS",
          HttpStatus.UNPROCESSABLE_CONTENT,
          Long.toString(rows),
          Integer.toString(most));
    }
  }

  /** What is done with a file while it is open. */
  private interface Reading<T> {
    T of(FeatureSource source) throws IOException;
  }

  /**
   * Reads the plot.
   *
   * @param crs code of the CRS if the file does not state it, or null
   * @param encoding charset of its texts if the file does not state it, or null
   * @throws Problem if the file cannot be read, or does not hold exactly one row with a geometry
   */
  public UploadedPlot read(MultipartFile file, @Nullable String crs, @Nullable String encoding)
      throws IOException {
    return open(file, crs, encoding, this::onlyPlot);
  }

  /**
   * Reads all rows, each with a geometry.
   *
   * @param crs code of the CRS if the file does not state it, or null
   * @param encoding charset of its texts if the file does not state it, or null
   * @param most rows that are taken
   * @throws Problem if the file or one of its rows cannot be read, or it holds none or more rows
   */
  public List<UploadedPlot> readAll(
      MultipartFile file, @Nullable String crs, @Nullable String encoding, int most)
      throws IOException {
    return open(file, crs, encoding, source -> allPlots(source, most));
  }

  private <T> T open(
      MultipartFile file, @Nullable String crs, @Nullable String encoding, Reading<T> reading)
      throws IOException {
    Path folder = Files.createTempDirectory("jingtu-plot");
    try {
      Path upload = folder.resolve("upload");
      file.transferTo(upload.toFile());
      Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
      ReadOptions options = ReadOptions.of(systems, crs, encoding, null);
      String name = String.valueOf(file.getOriginalFilename());
      try (FeatureSource source = UploadedFiles.open(upload, name, unpacked, options, systems)) {
        return reading.of(source);
      }
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private List<UploadedPlot> allPlots(FeatureSource source, int most) throws IOException {
    List<UploadedPlot> plots = new ArrayList<>();
    for (SourceRow row = source.next(); row != null; row = source.next()) {
      if (plots.size() == most) {
        throw new NotSoManyPlots(Math.max(most + 1L, source.info().expectedRows()), most);
      }
      plots.add(plot(row, source));
    }
    requireReadable(source.fileProblems());
    if (plots.isEmpty()) {
      throw new NotSoManyPlots(0, most);
    }
    return plots;
  }

  private UploadedPlot onlyPlot(FeatureSource source) throws IOException {
    SourceRow row = source.next();
    if (row == null) {
      throw new NotOnePlot(0);
    }
    if (source.next() != null) {
      throw new NotOnePlot(Math.max(2, source.info().expectedRows()));
    }
    requireReadable(source.fileProblems());
    return plot(row, source);
  }

  private UploadedPlot plot(SourceRow row, FeatureSource source) {
    requireReadable(row.problems());
    if (row.geometry() == null) {
      throw unreadable("GEOMETRY_MISSING", List.of());
    }
    return new UploadedPlot(row.geometry(), source.info().crs(), row.valuesOf(source.info()));
  }

  private void requireReadable(List<RowProblem> problems) {
    for (RowProblem problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        throw unreadable(problem.code(), problem.arguments());
      }
    }
  }

  private PlotUnreadable unreadable(String code, List<Object> arguments) {
    String message =
        texts.getMessage(
            "import." + code, arguments.toArray(), code, LocaleContextHolder.getLocale());
    return new PlotUnreadable(code, String.valueOf(message));
  }
}
