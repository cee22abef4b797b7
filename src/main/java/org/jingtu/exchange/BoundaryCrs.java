package org.jingtu.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * The CRS of a 勘测定界 coordinate text: datum and zone by its [属性描述], and whether eastings carry the
 * zone number by the points. Only CGCS2000 is taken; Xian 1980 and Beijing 1954 are refused.
 *
 * <p>Without a zone number in the eastings the system of the central meridian is taken, which is
 * the same place. Where the points and 带号 contradict each other the points decide where the file
 * lies, and every parcel says so.
 */
final class BoundaryCrs {

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final Map<Integer, Long> zones = new HashMap<>();
  private final Envelope extent = new Envelope();
  private boolean contradicted;
  private int statedZone;

  /** Takes a parcel into account. */
  void add(BoundaryText.Parcel parcel) {
    for (BoundaryText.Vertex vertex : parcel.vertices()) {
      boolean eastFirst =
          SurveyAxes.judge(vertex.first(), vertex.second()) == SurveyAxes.EAST_FIRST;
      double east = eastFirst ? vertex.first() : vertex.second();
      zones.merge(SurveyAxes.zone(east), 1L, Long::sum);
      extent.expandToInclude(east, eastFirst ? vertex.second() : vertex.first());
    }
  }

  /** Whether 带号 is another than that of the eastings. */
  boolean contradicted() {
    return contradicted;
  }

  /** 带号, 0 if it is not given. */
  int statedZone() {
    return statedZone;
  }

  /**
   * Decides.
   *
   * @throws CrsNotStated if datum or zone are nowhere to be found and no CRS is stated
   * @throws org.jingtu.geo.DatumNeedsParameters if the datum is an old one
   */
  Crs decide(
      Map<String, String> description,
      CoordinateSystems systems,
      @Nullable Crs stated,
      List<RowProblem> warnings) {
    String datum = value(description, "坐标系").replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    boolean cgcs2000 = datum.contains("2000");
    if (!cgcs2000 && datum.matches(".*(80|西安|XIAN|XI'AN).*")) {
      systems.getCrs("EPSG:4610"); // says why Xian 1980 is refused
    } else if (!cgcs2000 && datum.matches(".*(54|北京|BEIJING).*")) {
      systems.getCrs("EPSG:4214");
    }
    statedZone = number(value(description, "带号"));
    int degrees = number(value(description, "分带"));
    int zone = zone();
    Crs ofFile = cgcs2000 ? find(systems, zone, degrees) : null;
    contradicted = cgcs2000 && zone > 0 && plausible(statedZone) && statedZone != zone;
    boolean plain = zone == 0 && !zones.isEmpty();
    if (stated == null && ofFile != null && plain && !ofFile.geographic()) {
      warnings.add(
          RowProblem.ofFile(
              Severity.WARNING, "ZONE_PREFIX_MISSING", String.valueOf(statedZone), ofFile.code()));
    }
    Crs crs = StatedCrs.settle(stated, ofFile, !datum.isEmpty(), warnings);
    if (crs == null) {
      boolean unknown = !datum.isEmpty() && !cgcs2000;
      throw new CrsNotStated(unknown ? "CRS_UNKNOWN" : "CRS_MISSING", systems.propose(extent));
    }
    return crs;
  }

  private static boolean plausible(int zone) {
    return SurveyAxes.zone(zone * 1e6) > 0;
  }

  /** The zone number of most eastings; 0 for none. */
  private int zone() {
    return zones.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** By number of the zone: 3-degree ones are 25-45, 6-degree ones 13-23. */
  private @Nullable Crs find(CoordinateSystems systems, int zone, int degrees) {
    if (SurveyAxes.isDegrees(extent.getMinY(), extent.getMinX())) {
      return systems.storage();
    }
    if (zone > 0) {
      return systems.getCrs("EPSG:" + (zone >= 25 ? 4513 + zone - 25 : 4491 + zone - 13));
    }
    if (plausible(statedZone)) {
      return systems.getCrs(
          "EPSG:" + (statedZone >= 25 ? 4534 + statedZone - 25 : 4502 + statedZone - 13));
    }
    boolean meridian = statedZone >= 75 && statedZone <= 135 && statedZone % 3 == 0;
    if (!meridian || degrees == 6 && (statedZone - 75) % 6 != 0) {
      return null;
    }
    return systems.getCrs(
        "EPSG:" + (degrees == 6 ? 4502 + (statedZone - 75) / 6 : 4534 + (statedZone - 75) / 3));
  }

  private static String value(Map<String, String> description, String key) {
    return description.entrySet().stream()
        .filter(entry -> entry.getKey().contains(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static int number(String text) {
    Matcher matcher = DIGITS.matcher(text);
    return matcher.find() && matcher.group().length() <= 3 ? Integer.parseInt(matcher.group()) : 0;
  }
}
