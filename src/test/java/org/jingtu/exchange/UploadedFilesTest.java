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
    "a.json, '[1,2', GEOJSON_BROKEN",
    "a.zip, 'Rar!', UPLOAD_NOT_A_ZIP",
    "a.rar, 'Rar!\u001A\u0007\u0001', UPLOAD_ARCHIVE_NOT_ZIP",
    "a.zip, 'Rar!\u001A\u0007\u0001', UPLOAD_ARCHIVE_NOT_ZIP",
    "a.pdf, '%PDF-1.4', UPLOAD_FORMAT_UNKNOWN",
    "a.dwg, 'AC1027', UPLOAD_FORMAT_UNKNOWN",
    "a.json, '{\"type\":\"Feature\",\"properties\":{\"a\u0000\":1},\"geometry\":null}', GEOJSON_BROKEN",
    "a.json, '{\"type\":\"Feature\",\"properties\":{\"a\\u0000\":1},\"geometry\":null}', FIELD_NAME_UNREADABLE",
    "a.shp, 'x', UPLOAD_NOT_A_ZIP"
  })
  void refusesWhatItDoesNotKnow(String name, String content, String code) {
    assertThatThrownBy(() -> Sources.read(folder, name, content)).hasMessage(code);
  }

  private Path zipOf(String... names) throws Exception {
    Path zip = Files.createTempFile(folder, "of", ".zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        String plain = name.substring(name.lastIndexOf('/') + 1);
        if (plain.matches("zone39\\..*|points\\.csv")) {
          Files.copy(Fixtures.file(plain), out);
        }
        out.closeEntry();
      }
    }
    return zip;
  }

  /** Offices pack whatever they send; a note beside it is no data. */
  @ParameterizedTest
  @CsvSource({"zone39.gpkg, gpkg", "zone39.geojson, geojson", "points.csv, csv"})
  void readsTheOneFileInAZip(String file, String format) throws Exception {
    int rows = Sources.read(Fixtures.file(file)).rows().size();
    Path zip = zipOf("资料/说明.txt", "资料/" + file, "__MACOSX/._" + file);
    Fixtures.Reading reading = Sources.read(zip);
    assertThat(reading.info().format()).isEqualTo(format);
    assertThat(reading.rows()).hasSize(rows);
  }

  @Test
  void ofSeveralFilesInAZipOneIsNamed() throws Exception {
    Path zip = zipOf("zone39.gpkg", "points.csv");
    assertThatThrownBy(() -> Sources.read(zip)).hasMessage("SEVERAL_LAYERS");
    Fixtures.Reading reading = Sources.read(zip, new ReadOptions(null, null, "points", false));
    assertThat(reading.info().format()).isEqualTo("csv");
  }

  @ParameterizedTest
  @CsvSource({
    "xl/workbook.xml, UPLOAD_IS_SPREADSHEET",
    "word/document.xml, ZIP_WITHOUT_DATA",
    "a.dbf, SHAPEFILE_PART_MISSING",
    "empty/, ZIP_WITHOUT_DATA"
  })
  void saysWhatAZipWithoutDataIs(String entry, String code) throws Exception {
    Path zip = zipOf(entry);
    assertThatThrownBy(() -> Sources.read(zip)).hasMessage(code);
  }

  @Test
  void aPartThatIsThereTwiceIsNotChosen() throws Exception {
    Path zip = zipOf("a.shp", "a.dbf", "A.DBF");
    assertThatThrownBy(() -> Sources.read(zip)).hasMessage("ZIP_ENTRY_TWICE");
  }

  @Test
  void oldArchivesAndWorkbooksAreTold() throws Exception {
    byte[] workbook = {
      (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    Path xls = Files.write(folder.resolve("a.xls"), workbook);
    assertThatThrownBy(() -> Sources.read(xls)).hasMessage("UPLOAD_IS_SPREADSHEET");
    byte[] seven = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4};
    Path archive = Files.write(folder.resolve("a.7z"), seven);
    assertThatThrownBy(() -> Sources.read(archive)).hasMessage("UPLOAD_ARCHIVE_NOT_ZIP");
  }

  /** Ten bytes of a .dbf name are soon the same; no value may take the place of another. */
  @Test
  void aFieldNameThatComesAgainGetsANumberAndIsSaid() throws Exception {
    Fixtures.Reading reading = Sources.read(folder, "a.csv", "code,code,code_2,x\n1,2,3,4\n");
    assertThat(reading.info().fields())
        .extracting(FieldDef::name)
        .containsExactly("code", "code_3", "code_2", "x");
    assertThat(reading.codes()).containsExactly("CSV_NO_GEOMETRY", "FIELD_NAME_TWICE");
    assertThat(reading.rows().get(0).values()).containsExactly("1", "2", "3", "4");
  }
}
