package org.jingtu.page;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the pages what to draw under the layers. */
@RestController
@EnableConfigurationProperties(MapSettings.class)
@Tag(name = "collections")
class BaseMapController {

  private final BaseMap map;

  BaseMapController(BaseMap map) {
    this.map = map;
  }

  @GetMapping("/api/map")
  @Operation(
      summary = "底图：本系统的矢量瓦片，或配置的天地图、WMTS、XYZ",
      description = "OWN 时由 /ogc/tiles 读取规划与现状图层；其他情况 tiles 为瓦片地址，自下而上。")
  BaseMap.View map() {
    return map.view();
  }
}
