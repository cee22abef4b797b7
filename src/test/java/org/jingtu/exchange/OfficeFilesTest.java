package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as offices keep them, made by ogr2ogr with the commands that stand here. */
class OfficeFilesTest {

  @TempDir Path folder;
  private Path plots;

  @BeforeEach
  void write() throws IOException {
    plots =
        Files.writeString(
            folder.resolve("plots.csv"),
            """
            地块编码,土壤环境质量类别,土壤环境质量等级,面积,wkt
            A-1,优先保护类,一,10000,"POLYGON((39502000 4536000,39502100 4536000,39502100 4536100,39502000 4536100,39502000 4536000))"
            A-2,安全利用类,二,10000,"POLYGON((39502200 4536000,39502300 4536000,39502300 4536100,39502200 4536100,39502200 4536000))"
            """);
  }

  private void ogr2ogr(String target, String... options) {
    List<String> command = new ArrayList<>(List.of("ogr2ogr"));
    command.addAll(List.of(options));
    command.addAll(List.of("-a_srs", "EPSG:4527", "-nlt", "POLYGON"));
    command.addAll(List.of(folder.resolve(target).toString(), plots.toString()));
    Ogr.run("", command);
  }

  /**
   * As QGIS leaves a project's GeoPackage: several layers, keys and geometry columns of other
   * names, spatial indexes, saved styles, a table without geometry, a view.
   */
  @Test
  void aGeoPackageOfAProject() {
    ogr2ogr("a.gpkg", "-nln", "地块 2026", "-lco", "FID=主键", "-lco", "GEOMETRY_NAME=图形");
    ogr2ogr("a.gpkg", "-update", "-nln", "旧地块", "-lco", "FID=ogc_fid");
    String gpkg = folder.resolve("a.gpkg").toString();
    for (String sql :
        List.of(
            "create table layer_styles (id integer primary key autoincrement not null, f_table_name text(256), styleqml text)",
            "insert into gpkg_contents (table_name, data_type, identifier) values ('layer_styles', 'attributes', 'layer_styles')",
            "create view 视图 as select * from 旧地块")) {
      Ogr.run("", List.of("ogrinfo", gpkg, "-sql", sql));
    }

    assertThatThrownBy(() -> Sources.read(Path.of(gpkg)))
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> assertThat(refused.arguments()).containsExactly("地块 2026, 旧地块"));
    Fixtures.Reading reading = Sources.read(Path.of(gpkg), Sources.layer("地块 2026"));

    assertThat(reading.codes()).isEmpty();
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.info().expectedRows()).isEqualTo(2);
    assertThat(reading.info().fields())
        .extracting(FieldDef::name)
        .containsExactly("地块编码", "土壤环境质量类别", "土壤环境质量等级", "面积", "wkt");
    assertPlots(reading);
  }

  /**
   * Layer and folder in Chinese with blanks, dots and brackets, packed with names in GBK; field
   * names longer than ten bytes, two of them alike up to there.
   */
  @ParameterizedTest
  @ValueSource(strings = {"GBK", "UTF-8"})
  void aShapefileOfWildNames(String encoding) throws IOException {
    ogr2ogr(
        "地块 (终稿) v1.2.shp", "-select", "地块编码,土壤环境质量类别,土壤环境质量等级", "-lco", "ENCODING=" + encoding);
    Path zip = folder.resolve("upload.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file, Charset.forName("GBK"));
        Stream<Path> files = Files.list(folder)) {
      for (Path part : files.filter(f -> f.getFileName().toString().startsWith("地块")).toList()) {
        out.putNextEntry(new ZipEntry("某某县（2026）/成果 数据/" + part.getFileName()));
        Files.copy(part, out);
        out.closeEntry();
      }
    }

    Fixtures.Reading reading = Sources.read(zip);

    assertThat(reading.info().layer()).isEqualTo("地块 (终稿) v1.2");
    assertThat(reading.problems()).noneMatch(p -> p.severity() == Severity.ERROR);
    assertThat(reading.info().fields()).hasSize(3);
    assertThat(reading.info().fields()).extracting(FieldDef::name).doesNotHaveDuplicates();
    assertPlots(reading);
  }

  private static void assertPlots(Fixtures.Reading reading) {
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.rows().get(0).values()).startsWith("A-1", "优先保护类", "一");
    assertThat(reading.rows().get(1).values()).startsWith("A-2", "安全利用类", "二");
    for (SourceRow row : reading.rows()) {
      assertThat(row.geometry().getArea()).isCloseTo(10_000, within(1e-6)); // 100 m × 100 m
    }
  }
}
