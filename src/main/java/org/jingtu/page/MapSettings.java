package org.jingtu.page;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code jingtu.map.*}: what lies under the layers of the maps.
 *
 * @param kind see {@link Kind}
 * @param address XYZ: the address of a tile with {@code {x}}, {@code {y}}, {@code {z}}; WMTS: the
 *     address of the service; TIANDITU: of another entry than the public one, such as that of a
 *     government network. {@code {0-7}} or {@code {a-d}} stands for several hosts; a path alone is
 *     on the service's own host
 * @param key TIANDITU: the key; XYZ and WMTS: what stands for {@code {key}} in the address.
 *     Browsers learn it
 * @param layer WMTS: identifier of the layer; TIANDITU: {@code vec} or {@code img}
 * @param matrixSet WMTS: identifier of the tile matrix set
 * @param style WMTS
 * @param format WMTS
 * @param crs of the tiles: EPSG:3857, EPSG:4490 or EPSG:4326, in the usual quadtree
 * @param maxZoom last zoom with tiles; beyond they are enlarged
 * @param attribution shown on the map
 */
@ConfigurationProperties("jingtu.map")
record MapSettings(
    @DefaultValue("OWN") Kind kind,
    @Nullable String address,
    @Nullable String key,
    @Nullable String layer,
    @Nullable String matrixSet,
    @DefaultValue("default") String style,
    @DefaultValue("image/png") String format,
    @DefaultValue("EPSG:3857") String crs,
    @DefaultValue("18") int maxZoom,
    @Nullable String attribution) {

  /** Where the base map comes from. */
  enum Kind {
    /** Plan and land-use layers of the registry, as vector tiles; needs nothing else. */
    OWN,
    /** None. */
    NONE,
    /** Picture tiles by an address. */
    XYZ,
    /** Picture tiles by OGC WMTS 1.0 (key-value pairs). */
    WMTS,
    /** 天地图: a map and its names. */
    TIANDITU
  }
}
