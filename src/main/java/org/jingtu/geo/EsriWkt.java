package org.jingtu.geo;

import java.util.Locale;

/** Writes ESRI WKT; checked against {@code gdalsrsinfo -o wkt_esri} by its test. */
final class EsriWkt {

  private static final String CGCS2000 =
      "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
          + "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]]";
  private static final String WGS84 =
      "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
          + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]]";

  private EsriWkt() {}

  static String of(Crs crs) {
    return switch (crs.kind()) {
      case CGCS2000 -> CGCS2000;
      case WGS84 -> WGS84;
      case WEB_MERCATOR ->
          "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\","
              + WGS84
              + ",PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],"
              + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],"
              + "PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],"
              + "UNIT[\"Meter\",1.0]]";
      default -> gaussKruger(crs);
    };
  }

  private static String gaussKruger(Crs crs) {
    String name =
        crs.title()
            .replace(" / ", "_")
            .replace("3-degree", "3_Degree")
            .replace("Gauss-Kruger", "GK")
            .replace("zone", "Zone")
            .replace(' ', '_');
    return String.format(
        Locale.ROOT,
        "PROJCS[\"%s\",%s,PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",%.1f],"
            + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",%.1f],"
            + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
            + "UNIT[\"Meter\",1.0]]",
        name,
        CGCS2000,
        crs.falseEastingMetres(),
        crs.centralMeridianDegrees());
  }
}
