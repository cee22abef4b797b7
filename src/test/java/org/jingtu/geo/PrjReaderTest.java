package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrjReaderTest {

  private static final String CGCS2000 =
      "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
          + "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]]";

  private final PrjReader reader = new PrjReader();

  /** gdalsrsinfo -o wkt_esri EPSG:4527 (GDAL 3.6.2), line ends and indentation taken out. */
  @Test
  void writesWhatGdalWrites() {
    assertThat(SupportedCrs.find(4527).orElseThrow().toPrj())
        .isEqualTo(
            "PROJCS[\"CGCS2000_3_Degree_GK_Zone_39\","
                + CGCS2000
                + ",PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",39500000.0],"
                + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",117.0],"
                + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
                + "UNIT[\"Meter\",1.0]]");
    assertThat(SupportedCrs.CGCS2000.toPrj()).isEqualTo(CGCS2000);
  }

  @Test
  void readsEverySupportedSystem() {
    for (Crs crs : SupportedCrs.list()) {
      assertThat(reader.find(crs.toPrj())).as(crs.code()).contains(crs);
    }
  }

  @Test
  void judgesByParametersNotByName() {
    String prj = SupportedCrs.find(4527).orElseThrow().toPrj();
    assertThat(reader.find(prj.replace("CGCS2000_3_Degree_GK_Zone_39", "测绘成果")))
        .contains(SupportedCrs.find(4527).orElseThrow());
    assertThat(reader.find(prj.replace("117.0", "117.25"))).isEmpty();
    assertThat(reader.find(prj.replace("\"Scale_Factor\",1.0", "\"Scale_Factor\",0.9996")))
        .isEmpty();
    assertThat(reader.find(prj.replace("\"Meter\",1.0", "\"Foot\",0.3048"))).isEmpty();
  }

  /** gdalsrsinfo -o wkt1 EPSG:4527 (GDAL 3.6.2): axes and authority are in it. */
  @Test
  void readsOgcWkt() {
    String wkt =
        """
        PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 39",
            GEOGCS["China Geodetic Coordinate System 2000",
                DATUM["China_2000", SPHEROID["CGCS2000",6378137,298.257222101,
                        AUTHORITY["EPSG","1024"]], AUTHORITY["EPSG","1043"]],
                PRIMEM["Greenwich",0, AUTHORITY["EPSG","8901"]],
                UNIT["degree",0.0174532925199433, AUTHORITY["EPSG","9122"]],
                AUTHORITY["EPSG","4490"]],
            PROJECTION["Transverse_Mercator"], PARAMETER["latitude_of_origin",0],
            PARAMETER["central_meridian",117], PARAMETER["scale_factor",1],
            PARAMETER["false_easting",39500000], PARAMETER["false_northing",0],
            UNIT["metre",1, AUTHORITY["EPSG","9001"]],
            AUTHORITY["EPSG","4527"]]
        """;
    assertThat(reader.find(wkt)).map(Crs::srid).contains(4527);
  }

  /** gdalsrsinfo -o wkt_esri EPSG:2363 and EPSG:4214 (GDAL 3.6.2), shortened where not read. */
  @Test
  void refusesOldDatums() {
    String xian =
        CGCS2000
            .replace("GCS_China_Geodetic_Coordinate_System_2000", "GCS_Xian_1980")
            .replace("D_China_2000", "D_Xian_1980")
            .replace("\"CGCS2000\",6378137.0,298.257222101", "\"Xian_1980\",6378140.0,298.257");
    String prj = SupportedCrs.find(4527).orElseThrow().toPrj().replace(CGCS2000, xian);
    String beijing =
        "GEOGCS[\"GCS_Beijing_1954\",DATUM[\"D_Beijing_1954\","
            + "SPHEROID[\"Krasovsky_1940\",6378245.0,298.3]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]]";
    assertThatThrownBy(() -> reader.find(xian)).isInstanceOf(DatumNeedsParameters.class);
    assertThatThrownBy(() -> reader.find(prj)).isInstanceOf(DatumNeedsParameters.class);
    assertThatThrownBy(() -> reader.find(beijing)).isInstanceOf(DatumNeedsParameters.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "垃圾",
        "PROJCS[",
        "GEOGCS[\"x\",DATUM[\"y\",SPHEROID[\"z\",1,0]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",1]]",
        "GEOGCS[\"GCS_NAD83\",DATUM[\"D_NAD83\",SPHEROID[\"GRS80\",6378137,298.257222101]],"
            + "PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]]"
      })
  void knowsNothingOfOtherTexts(String wkt) {
    assertThat(reader.find(wkt)).isEmpty();
  }

  @Test
  void aHostileTextIsOnlyUnknown() {
    assertThat(reader.find("PROJCS[\"a\",".repeat(700))).isEmpty();
    assertThat(reader.find("x".repeat(100_000))).isEmpty();
  }
}
