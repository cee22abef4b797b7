package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.geo.DatumNeedsParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadedFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zone39.geojson, geojson, upload.csv",
    "separated.geojsons, geojson, upload.txt",
    "zone39.gpkg, gpkg, upload.zip",
    "points.csv, csv, upload.txt"
  })
  void tellsFormatsByContentWhateverTheirName(String file, String format, String name)
      throws Exception {
    Path upload = Files.copy(Fixtures.file(file), folder.resolve(name));
    assertThat(Sources.read(upload).info().format()).isEqualTo(format);
  }

  @Test
  void namesTheLayerAsTheSenderDoes() throws Exception {
    try (FeatureSource source =
        UploadedFiles.open(
            Fixtures.file("zone39.geojson"),
            "C:\\数据\\地块.v2.geojson",
            folder,
            ReadOptions.NONE,
            Fixtures.SYSTEMS)) {
      assertThat(source.info().layer()).isEqualTo("地块.v2");
    }
  }

  private Path zip(String layer) throws Exception {
    Path zip = folder.resolve("a.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String part : new String[] {".shp", ".dbf", ".prj", ".cpg"}) {
        out.putNextEntry(new ZipEntry(layer + part));
        Files.copy(Fixtures.file(layer + part), out);
        out.closeEntry();
      }
    }
    return zip;
  }

  @Test
  void opensAZippedShapefileAndSaysWhereTheStatedCrsDiffers() throws Exception {
    Path zip = zip("zone39_utf8");
    assertThat(Sources.read(zip).codes()).isEmpty();
    assertThat(Sources.read(zip, Sources.in("EPSG:4527")).codes()).isEmpty();
    Fixtures.Reading reading = Sources.read(zip, Sources.in("EPSG:4526"));
    assertThat(reading.codes()).containsExactly("CRS_OVERRIDES_PRJ");
    assertThat(reading.rows()).hasSize(4);
    Path xian = zip("xian80");
    assertThatThrownBy(() -> Sources.read(xian, Sources.in("EPSG:4527")))
        .isInstanceOf(DatumNeedsParameters.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a.kml, <?xml version='1.0'?><kml/>, GDAL_CANNOT_READ",
    "a.xml, <?xml version='1.0'?><gml/>, UPLOAD_FORMAT_UNKNOWN",
    "a.dxf, drawing, GDAL_CANNOT_READ",
    "a.tab, !table, UPLOAD_PARTS_APART",
    "a.bin, '\u0000\u0001\u0002', UPLOAD_FORMAT_UNKNOWN",
    "a.csv, '', UPLOAD_FORMAT_UNKNOWN",
    "a.json, '[1,2]', GEOJSON_BROKEN",
    "a.zip, 'Rar!', UPLOAD_NOT_A_ZIP",
    "a.shp, 'x', UPLOAD_NOT_A_ZIP"
  })
  void refusesWhatItDoesNotKnow(String name, String content, String code) {
    assertThatThrownBy(() -> Sources.read(folder, name, content)).hasMessage(code);
  }
}
