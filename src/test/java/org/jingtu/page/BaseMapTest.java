package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of the base map become addresses of tiles and origins of the policy. */
class BaseMapTest {

  private static BaseMap of(Map<String, String> settings) {
    Binder binder = new Binder(new MapConfigurationPropertySource(settings));
    return new BaseMap(binder.bindOrCreate("jingtu.map", MapSettings.class));
  }

  @Test
  void withoutSettingsItIsMadeOfOwnTilesAndNoOtherOriginIsAllowed() {
    BaseMap own = of(Map.of());

    assertThat(own.view().kind()).isEqualTo(MapSettings.Kind.OWN);
    assertThat(own.view().tiles()).isEmpty();
    assertThat(own.origins()).isEmpty();
  }

  @Test
  void tilesByAddressOpenTheirHostAlone() {
    BaseMap map =
        of(
            Map.of(
                "jingtu.map.kind", "xyz",
                "jingtu.map.address",
                    "http://tiles.county.example:8088/{z}/{x}/{y}.png?token={key}",
                "jingtu.map.key", "a b"));

    assertThat(map.view().tiles())
        .containsExactly("http://tiles.county.example:8088/{z}/{x}/{y}.png?token=a%20b");
    assertThat(map.origins()).containsExactly("http://tiles.county.example:8088");
  }

  @Test
  void aPathIsOnTheOwnHost() {
    BaseMap map = of(Map.of("jingtu.map.kind", "xyz", "jingtu.map.address", "/tiles/{z}/{x}/{y}"));

    assertThat(map.origins()).isEmpty();
  }

  @Test
  void tiandituIsAMapWithNamesFromEightHosts() {
    BaseMap map = of(Map.of("jingtu.map.kind", "tianditu", "jingtu.map.key", "secret"));

    assertThat(map.view().tiles()).hasSize(2);
    assertThat(map.view().tiles().get(0))
        .startsWith("https://t{0-7}.tianditu.gov.cn/vec_w/wmts?tk=secret&SERVICE=WMTS")
        .contains("LAYER=vec&", "TILEMATRIXSET=w&", "FORMAT=tiles&")
        .endsWith("TILEMATRIX={z}&TILEROW={y}&TILECOL={x}");
    assertThat(map.view().tiles().get(1)).contains("/cva_w/");
    assertThat(map.view().attribution()).contains("天地图");
    assertThat(map.origins())
        .hasSize(8)
        .startsWith("https://t0.tianditu.gov.cn")
        .endsWith("https://t7.tianditu.gov.cn");
  }

  @Test
  void wmtsInCgcs2000() {
    BaseMap map =
        of(
            Map.of(
                "jingtu.map.kind", "wmts",
                "jingtu.map.address", "https://map.example/wmts",
                "jingtu.map.layer", "底图",
                "jingtu.map.matrix-set", "c",
                "jingtu.map.crs", "EPSG:4490"));

    assertThat(map.view().crs()).isEqualTo("EPSG:4490");
    assertThat(map.view().tiles().get(0))
        .contains("?SERVICE=WMTS", "LAYER=%E5%BA%95%E5%9B%BE&", "FORMAT=image%2Fpng&");
  }

  @Test
  void whatIsMissingOrWouldWidenThePolicyIsRefusedAtStart() {
    for (Map<String, String> settings :
        List.of(
            Map.of("jingtu.map.kind", "tianditu"),
            Map.of("jingtu.map.kind", "wmts", "jingtu.map.address", "https://map.example"),
            Map.of("jingtu.map.kind", "xyz", "jingtu.map.address", "https://map.example/{z}"),
            Map.of("jingtu.map.kind", "xyz", "jingtu.map.address", "https://*/{z}/{x}/{y}"),
            Map.of("jingtu.map.kind", "xyz", "jingtu.map.address", "//map.example/{z}/{x}/{y}"),
            Map.of("jingtu.map.crs", "EPSG:4527"))) {
      assertThatThrownBy(() -> of(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("jingtu.map.");
    }
  }
}
