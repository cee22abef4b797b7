package org.jingtu.checks;

/** Requests of the OpenAPI document; they work against the sample county, and a test sends them. */
final class CheckExamples {

  static final String BY_NUMBER =
      """
      {"parcel": {"parcelNo": "130899001001GB00001"}, "stage": "SUPPLY",
       "currentUse": "1001", "plannedUse": "0701", "survey": "DETAILED",
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  static final String BY_GEOMETRY =
      """
      {"parcel": {"crs": "EPSG:4527", "adcode": "130899", "geometry": {"type": "Polygon", "coordinates":
        [[[39551800, 4529800], [39552000, 4529800], [39552000, 4530000], [39551800, 4530000], [39551800, 4529800]]]}},
       "stage": "SUPPLY", "currentUse": "1001", "plannedUse": "0901", "survey": "DETAILED",
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  private CheckExamples() {}
}
