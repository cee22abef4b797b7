package org.jingtu.zones;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jingtu.geo.Crs;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Boundaries of administrative areas, to clip zones by. */
@RestController
@RequestMapping("/api/boundaries")
@Tag(name = "boundaries")
class BoundariesController {

  private final Boundaries boundaries;

  BoundariesController(Boundaries boundaries) {
    this.boundaries = boundaries;
  }

  /** A boundary; the geometry only where one is asked for by itself. */
  record BoundaryView(
      String adcode,
      @Nullable String name,
      String level,
      @Nullable LocalDate sourceDate,
      Instant since,
      double areaSquareMetres,
      double areaMu,
      @Nullable ObjectNode geometry) {

    static BoundaryView of(Boundaries.Boundary b, boolean withGeometry) {
      return new BoundaryView(
          b.adcode(),
          b.name(),
          b.level(),
          b.sourceDate(),
          b.since(),
          b.areaSquareMetres(),
          b.areaSquareMetres() * 3 / 2000,
          withGeometry ? GeoJson.writeGeometry(b.geometry()) : null);
    }
  }

  /** How many boundaries were registered. */
  record Registered(int registered) {}

  @GetMapping
  @Operation(summary = "行政区界清单（不含图形）：adcode 为开头几位")
  List<BoundaryView> list(@RequestParam(required = false) @Nullable String adcode) {
    if (adcode != null && !adcode.matches("[0-9]{2,12}")) {
      throw new BadParameter("adcode", adcode, "130899");
    }
    return boundaries.listBoundaries(adcode).stream().map(b -> BoundaryView.of(b, false)).toList();
  }

  @GetMapping("/{adcode}")
  @Operation(summary = "一个行政区的界线，EPSG:4490")
  BoundaryView get(@PathVariable String adcode) {
    return BoundaryView.of(boundaries.getBoundary(adcode), true);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "登记行政区界：GeoJSON，全部登记或一个也不登记；文件见 POST /api/boundaries/files",
      description =
          "FeatureCollection 或 Feature，属性 adcode（或 XZQDM）、name（或"
              + " XZQMC）、sourceDate；同一行政区再次登记即以新代旧，旧的保留。")
  Registered register(
      @RequestBody JsonNode geoJson, @RequestParam(defaultValue = "EPSG:4490") String crs) {
    boundaries.requireEditor();
    Crs system = boundaries.getCrs(crs);
    boolean many = geoJson.path("type").asString("").equals("FeatureCollection");
    List<Boundaries.Sent> sent =
        (many ? geoJson.path("features").valueStream() : Stream.of(geoJson))
            .map(feature -> sent(feature, system))
            .toList();
    return new Registered(boundaries.register(sent));
  }

  private static Boundaries.Sent sent(JsonNode feature, Crs crs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : feature.path("properties").properties()) {
      JsonNode value = property.getValue();
      if (value.isString() || value.isNumber()) {
        values.put(property.getKey(), value.asString());
      }
    }
    return new Boundaries.Sent(GeoJson.readGeometry(feature.path("geometry")), crs, values);
  }
}
