package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/import-export.md names every problem that an import can have, with its text. */
class ImportPageTest {

  private static final Path PAGE = Path.of("docs/import-export.md");
  private static final String BEGIN = "<!-- codes -->\n";
  private static final String END = "<!-- /codes -->";

  /** Problems of requests that an import shows as problems of its file. */
  private static final List<String> OF_FILES =
      List.of(
          "UPLOAD_NOT_A_ZIP",
          "ZIP_CORRUPT",
          "ZIP_UNSUPPORTED",
          "ZIP_ENCRYPTED",
          "ZIP_TOO_LARGE",
          "ZIP_ENTRY_UNSAFE",
          "SHAPEFILE_PART_MISSING",
          "SEVERAL_LAYERS",
          "SHP_CORRUPT",
          "SHAPE_TYPE_UNSUPPORTED",
          "DBF_CORRUPT",
          "DBF_MEMO_FIELD",
          "DBF_FIELD_UNSUPPORTED",
          "CHARSET_UNKNOWN",
          "UPLOAD_FORMAT_UNKNOWN",
          "LAYER_NOT_FOUND",
          "UPLOAD_NEEDS_GDAL",
          "UPLOAD_PARTS_APART",
          "GDAL_CANNOT_READ",
          "GDAL_TOO_SLOW",
          "MAPINFO_NOT_A_TABLE",
          "UPLOAD_ARCHIVE_NOT_ZIP",
          "UPLOAD_IS_SPREADSHEET",
          "ZIP_WITHOUT_DATA",
          "ZIP_ENTRY_TWICE",
          "FIELD_NAME_UNREADABLE",
          "TOO_MANY_FIELDS",
          "GEOJSON_BROKEN",
          "GEOJSON_SEVERAL_CRS",
          "GPKG_CORRUPT",
          "GPKG_NOT_A_GEOPACKAGE",
          "GPKG_NOT_A_TABLE",
          "GPKG_NO_FEATURES",
          "GPKG_BLOB_FIELD",
          "TXT_NO_PARCELS",
          "CSV_BROKEN",
          "CSV_NO_HEADER",
          "CSV_AXES_UNKNOWN",
          "CSV_SEVERAL_SRIDS",
          "UNSUPPORTED_CRS",
          "CRS_MISSING",
          "CRS_UNKNOWN",
          "DATUM_NEEDS_PARAMETERS");

  @Test
  void thePageNamesEveryCode() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String due = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("jingtu.write-docs")) {
      Files.writeString(PAGE, due);
      page = due;
    }
    assertThat(page)
        .as("run: mvn test -Dtest=ImportPageTest -Djingtu.write-docs=true")
        .isEqualTo(due);
  }

  /** A refusal of a file that the list above lacks would be missing from the page. */
  @Test
  void everyRefusalOfAFileIsListed() throws IOException {
    Pattern refusal = Pattern.compile("new UploadRefused\\(\\s*\"([A-Z_]+)\"");
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/jingtu/exchange"))) {
      for (Path source : sources.toList()) {
        refusal.matcher(Files.readString(source)).results().forEach(m -> codes.add(m.group(1)));
      }
    }
    assertThat(codes).hasSizeGreaterThan(30);
    assertThat(OF_FILES).containsAll(codes);
  }

  private static String table() throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            ImportPageTest.class.getResourceAsStream("/messages.properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    TreeMap<String, String> codes = new TreeMap<>();
    for (String key : texts.stringPropertyNames()) {
      if (key.startsWith("import.")) {
        codes.put(key.substring("import.".length()), texts.getProperty(key));
      }
    }
    OF_FILES.forEach(code -> codes.put(code, texts.getProperty("problem." + code + ".detail")));
    StringBuilder table = new StringBuilder("| code | text |\n|---|---|\n");
    codes.forEach(
        (code, text) ->
            table.append(
                "| `%s` | %s |%n".formatted(code, text.replace("'{'", "{").replace("'}'", "}"))));
    return table.toString();
  }
}
