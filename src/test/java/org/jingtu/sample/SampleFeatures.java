package org.jingtu.sample;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jingtu.geo.GeoJson;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Features of the sample county one by one, for tests that need some of them. */
public final class SampleFeatures {

  private SampleFeatures() {}

  /**
   * A feature of the sample.
   *
   * @param collection id of its collection
   * @param geoJson the feature in EPSG:4527, easting first, with the field names of the file
   */
  public record SampleFeature(String collection, String geoJson) {}

  /** County code of the sample. */
  public static String adcode() {
    return County.ADCODE;
  }

  /**
   * Features that meet a window.
   *
   * @param collections ids of the collections wanted
   * @param window in EPSG:4527
   */
  public static List<SampleFeature> listWithin(Envelope window, Set<String> collections) {
    return SampleGeodata.layers().stream()
        .filter(layer -> collections.contains(layer.collection()))
        .flatMap(layer -> within(layer, window))
        .toList();
  }

  private static Stream<SampleFeature> within(Layer layer, Envelope window) {
    return layer.rows().stream()
        .filter(row -> row.geometry() != null)
        .filter(row -> window.intersects(row.geometry().getEnvelopeInternal()))
        .map(row -> new SampleFeature(layer.collection(), geoJson(layer, row, row.geometry())));
  }

  private static String geoJson(Layer layer, Layer.Row row, Geometry geometry) {
    ObjectNode feature = JsonMapper.shared().createObjectNode().put("type", "Feature");
    feature.set("geometry", GeoJson.writeGeometry(geometry));
    ObjectNode properties = feature.putObject("properties");
    for (int i = 0; i < layer.fields().size(); i++) {
      Object value = row.values().get(i);
      if (value != null) {
        properties.put(layer.fields().get(i).name(), value.toString());
      }
    }
    return feature.toString();
  }
}
