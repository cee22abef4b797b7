package org.jingtu.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.access.PictureSources;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The base map as the settings describe it. */
@Component
class BaseMap implements PictureSources {

  private static final String TIANDITU = "https://t{0-7}.tianditu.gov.cn";
  private static final String TIANDITU_ATTRIBUTION = "天地图（国家地理信息公共服务平台）";
  private static final Set<String> SYSTEMS = Set.of("EPSG:3857", "EPSG:4490", "EPSG:4326");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?://)([A-Za-z0-9.{}-]+)(:\\d{1,5})?(?:/.*)?", Pattern.DOTALL);
  private static final Pattern RANGE = Pattern.compile("\\{([0-9a-z])-([0-9a-z])}");

  private final View view;
  private final List<String> origins;

  /**
   * @throws IllegalStateException naming the setting that is missing or wrong
   */
  BaseMap(MapSettings settings) {
    this.view = view(settings);
    this.origins =
        view.tiles().stream().flatMap(tiles -> origins(tiles).stream()).distinct().toList();
  }

  /**
   * The base map as the pages read it.
   *
   * @param tiles addresses with {@code {x}}, {@code {y}}, {@code {z}}, the lowest first; none for
   *     OWN and NONE
   * @param crs of these tiles
   */
  record View(
      MapSettings.Kind kind,
      List<String> tiles,
      String crs,
      int maxZoom,
      @Nullable String attribution) {}

  View view() {
    return view;
  }

  @Override
  public List<String> origins() {
    return origins;
  }

  private static View view(MapSettings s) {
    require(SYSTEMS.contains(s.crs()), "crs");
    List<String> tiles =
        switch (s.kind()) {
          case OWN, NONE -> List.of();
          case XYZ -> List.of(xyz(s));
          case WMTS -> List.of(wmts(s));
          case TIANDITU -> tianditu(s);
        };
    boolean tianditu = s.kind() == MapSettings.Kind.TIANDITU;
    return new View(
        s.kind(),
        tiles,
        s.crs(),
        s.maxZoom(),
        s.attribution() == null && tianditu ? TIANDITU_ATTRIBUTION : s.attribution());
  }

  private static String xyz(MapSettings s) {
    String address = address(s);
    require(List.of("{x}", "{y}", "{z}").stream().allMatch(address::contains), "address");
    return address;
  }

  private static String wmts(MapSettings s) {
    require(s.layer() != null, "layer");
    require(s.matrixSet() != null, "matrix-set");
    return wmts(address(s), String.valueOf(s.layer()), String.valueOf(s.matrixSet()), s);
  }

  private static String wmts(String address, String layer, String matrixSet, MapSettings s) {
    return address
        + (address.contains("?") ? "&" : "?")
        + "SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER="
        + encode(layer)
        + "&STYLE="
        + encode(s.style())
        + "&TILEMATRIXSET="
        + encode(matrixSet)
        + "&FORMAT="
        + encode(s.format())
        + "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";
  }

  /** The map or picture and, above it, its names. */
  private static List<String> tianditu(MapSettings s) {
    require(s.key() != null, "key");
    String map = s.layer() == null ? "vec" : s.layer();
    require(Set.of("vec", "img").contains(map), "layer");
    String matrices = s.crs().equals("EPSG:3857") ? "w" : "c";
    List<String> tiles = new ArrayList<>();
    for (String layer : List.of(map, map.equals("vec") ? "cva" : "cia")) {
      String address =
          (s.address() == null ? TIANDITU : s.address().replaceAll("/+$", ""))
              + "/%s_%s/wmts?tk=%s".formatted(layer, matrices, encode(String.valueOf(s.key())));
      tiles.add(wmts(address, layer, matrices, s).replace("FORMAT=image%2Fpng", "FORMAT=tiles"));
    }
    return tiles;
  }

  private static String address(MapSettings s) {
    require(s.address() != null, "address");
    String key = s.key() == null ? "" : encode(s.key());
    return String.valueOf(s.address()).replace("{key}", key);
  }

  /** The origins that a template names; none for a path on the own host. */
  static List<String> origins(String template) {
    if (template.startsWith("/") && !template.startsWith("//")) {
      return List.of();
    }
    Matcher parts = ORIGIN.matcher(template);
    require(parts.matches(), "address");
    List<String> origins = new ArrayList<>();
    String port = parts.group(3) == null ? "" : parts.group(3);
    for (String host : hosts(parts.group(2))) {
      origins.add(parts.group(1) + host + port);
    }
    return origins;
  }

  private static List<String> hosts(String host) {
    Matcher range = RANGE.matcher(host);
    if (!range.find()) {
      require(!host.contains("{") && !host.contains("}"), "address");
      return List.of(host);
    }
    List<String> hosts = new ArrayList<>();
    for (char c = range.group(1).charAt(0); c <= range.group(2).charAt(0); c++) {
      hosts.add(host.substring(0, range.start()) + c + host.substring(range.end()));
    }
    return hosts;
  }

  private static String encode(String value) {
    return UriUtils.encode(value, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void require(boolean holds, String setting) {
    if (!holds) {
      throw new IllegalStateException(
          "jingtu.map." + setting + " is missing or wrong; see docs/configuration.md");
    }
  }
}
