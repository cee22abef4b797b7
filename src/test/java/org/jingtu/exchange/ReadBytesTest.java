package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reader says how many of its bytes it has read, from none to all. */
class ReadBytesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zone39.geojson",
    "separated.geojsons",
    "zone39.gpkg",
    "small.gpkg",
    "zone39_wkt.csv",
    "zone39_wkt_gbk.csv"
  })
  void everyFormatEndsAtItsSize(String name) throws IOException {
    Path file = Fixtures.file(name);
    try (FeatureSource source =
        UploadedFiles.open(file, name, folder, Sources.in("EPSG:4527"), Fixtures.SYSTEMS)) {
      assertThat(source.bytesTotal()).isEqualTo(Files.size(file));
      long before = source.bytesRead();
      while (source.next() != null) {
        assertThat(source.bytesRead()).isBetween(before, Files.size(file));
        before = source.bytesRead();
      }
      assertThat(source.bytesRead()).isEqualTo(Files.size(file));
    }
  }

  /** Large enough that a reader does not take all of it at once. */
  @ParameterizedTest
  @CsvSource({"a.csv", "a.geojsonl", "a.txt", "a.gpkg"})
  void inTheMiddleAboutHalfIsRead(String name) throws IOException {
    int rows = 20_000;
    Path file = folder.resolve(name);
    if (name.endsWith("gpkg")) {
      Files.writeString(folder.resolve("a.csv"), text("a.csv", rows));
      Ogr.run(
          "",
          java.util.List.of(
              "ogr2ogr",
              file.toString(),
              folder.resolve("a.csv").toString(),
              "-a_srs",
              "EPSG:4490",
              "-oo",
              "GEOM_POSSIBLE_NAMES=wkt"));
    } else {
      Files.writeString(file, text(name, rows), StandardCharsets.UTF_8);
    }
    try (FeatureSource source =
        UploadedFiles.open(file, name, folder, ReadOptions.NONE, Fixtures.SYSTEMS)) {
      for (int i = 0; i < rows / 2; i++) {
        assertThat(source.next()).isNotNull();
      }
      double part = (double) source.bytesRead() / source.bytesTotal();
      assertThat(part).isBetween(0.4, 0.6);
    }
  }

  private static String text(String name, int rows) {
    String head =
        switch (name) {
          case "a.csv" -> "code,wkt\n";
          case "a.txt" -> "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=39\n[地块坐标]\n";
          default -> "";
        };
    return IntStream.range(0, rows)
        .mapToObj(
            i ->
                switch (name) {
                  case "a.csv" -> "%d,POINT (117 40)\n".formatted(i);
                  case "a.txt" -> "1,0,%d,甲,点,,,,@\nJ1,1,4500000,39500000\n".formatted(i);
                  default ->
                      "{\"type\":\"Feature\",\"properties\":{\"n\":%d},\"geometry\":null}\n"
                          .formatted(i);
                })
        .collect(Collectors.joining("", head, ""));
  }

  @Test
  void aFormatReadByGdalCountsTheGeoPackageItBecomes() throws IOException {
    Path kml =
        Files.writeString(
            folder.resolve("a.kml"),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲</name>
            <Point><coordinates>117,40</coordinates></Point></Placemark></Document></kml>
            """);
    Path work = Files.createDirectory(folder.resolve("work"));
    try (FeatureSource source =
        UploadedFiles.open(kml, "a.kml", work, ReadOptions.NONE, Fixtures.SYSTEMS)) {
      assertThat(source.bytesTotal()).isPositive();
      assertThat(source.next()).isNotNull();
      assertThat(source.next()).isNull();
      assertThat(source.bytesRead()).isEqualTo(source.bytesTotal());
    }
  }

  @Test
  void aShapefileCountsItsShp() throws IOException {
    try (ShapefileReader reader =
        ShapefileReader.open(
            ShapefileParts.beside(Fixtures.copy("zone39_gbk", folder)),
            Fixtures.SYSTEMS,
            ReadOptions.NONE)) {
      while (reader.next() != null) {
        assertThat(reader.bytesRead()).isLessThanOrEqualTo(reader.bytesTotal());
      }
      assertThat(reader.bytesRead()).isEqualTo(Files.size(folder.resolve("zone39_gbk.shp")));
    }
  }
}
