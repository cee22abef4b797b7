package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A pack that moved on can still be run as it was. */
class PackVersionsTest {

  private static final String VERSION_2 =
      """
      pack: county
      version: "2"
      title: 测试县
      extends: national
      adcodes: ["990001"]
      parameters:
        adjacentDistanceMetres: {value: 80, source: 《测试县方案》2026}
      """;
  private static final String VERSION_1 =
      VERSION_2
          .replace("\"2\"", "\"1\"")
          .replace("value: 80", "value: 60")
          .replace("extends: national", "extends: national@" + TestPacks.NATIONAL.version());

  /** Beginnings of the digests of the product's former versions. */
  private static final Map<String, String> FORMER =
      Map.ofEntries(
          Map.entry("beijing-fangshan@2026.1", "24acbd4c30faa7ac"),
          Map.entry("beijing-fangshan@2026.2", "1f3975b0a5350c92"),
          Map.entry("hebei-chengde-hitech@2026.1", "0758655891180f77"),
          Map.entry("hebei-chengde-hitech@2026.2", "3eeb9268571f07c0"),
          Map.entry("hebei-chengde-hitech@2026.3", "3752f3d80ee10543"),
          Map.entry("hebei-handan@2026.1", "3ef4323b257f4674"),
          Map.entry("hebei-handan@2026.2", "97168751213eda08"),
          Map.entry("hebei-xianxian@2026.1", "1cd123bb85d49219"),
          Map.entry("hebei-xianxian@2026.2", "1b6153c3b856384c"),
          Map.entry("henan-jiyuan@2026.1", "92e3881374bfe7ce"),
          Map.entry("henan-jiyuan@2026.2", "967e98755d3eab15"),
          Map.entry("jiangsu@2026.1", "3694cb0abe1a367c"),
          Map.entry("jiangsu@2026.2", "1bcf2ccff7c63d3f"),
          Map.entry("jiangxi@2026.1", "f873171b82122570"),
          Map.entry("jiangxi@2026.2", "f23b2f92755d1b22"),
          Map.entry("national@2026.1", "45a1ae5f18ce6461"),
          Map.entry("national@2026.2", "7e324ddf494702e5"));

  @Test
  void theProductsFormerVersionsAreWhatTheyWere() {
    Map<String, String> digests = new TreeMap<>();
    for (Pack current : TestPacks.OWN.listPacks()) {
      for (String version : TestPacks.OWN.listVersions(current.id())) {
        if (!version.equals(current.version())) {
          String digest = TestPacks.OWN.getPack(current.id(), version).digest();
          digests.put(current.id() + "@" + version, digest.substring(7, 23));
        }
      }
    }
    assertThat(digests).isEqualTo(FORMER);
  }

  @Test
  void theFormerVersionIsFoundByNumberAndTheCurrentOneByIdAndCounty() {
    Packs packs = packs("county@1.yaml", VERSION_1);
    assertThat(packs.getPack("county").version()).isEqualTo("2");
    assertThat(packs.choose(null, "990001").version()).isEqualTo("2");
    assertThat(packs.listPacks()).extracting(Pack::id).containsOnlyOnce("county");
    assertThat(packs.listVersions("county")).containsExactly("1", "2");
    assertThat(distance(packs.getPack("county", "1"))).isEqualTo(60);
    assertThat(distance(packs.getPack("county", "2"))).isEqualTo(80);
    assertThat(packs.getPack("county", "2")).isSameAs(packs.getPack("county"));
  }

  @Test
  void theFormerVersionKeepsTheParentThatItHad() {
    Pack former = packs("county@1.yaml", VERSION_1).getPack("county", "1");
    assertThat(former.parent()).hasValue("national");
    assertThat(former.parentVersion()).hasValue(TestPacks.NATIONAL.version());
  }

  @Test
  void namesTheVersionsThatThereAre() {
    Packs packs = packs("county@1.yaml", VERSION_1);
    assertThatThrownBy(() -> packs.getPack("county", "3")).isInstanceOf(PackNotFound.class);
    assertThat(packs.listVersions("nowhere")).isEmpty();
  }

  @Test
  void refusesAFormerVersionThatCouldChange() {
    assertThatThrownBy(
            () -> packs("county@1.yaml", VERSION_1.replaceAll("national@.*", "national")))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("a former version names its parent's version");
    assertThatThrownBy(() -> packs("county@0.yaml", VERSION_1))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("the file must be named county@1.yaml");
    assertThatThrownBy(() -> packs("county@2.yaml", VERSION_1.replace("\"1\"", "\"2\"")))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("'county@2' is there already");
    assertThatThrownBy(
            () -> packs("county@1.yaml", VERSION_1.replaceAll("national@.*", "national@0")))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("no pack 'national@0' to extend");
  }

  private static double distance(Pack pack) {
    return pack.parameters().stream()
        .filter(p -> p.name().equals("adjacentDistanceMetres"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Packs packs(String name, String former) {
    Map<String, String> files = new LinkedHashMap<>(TestPacks.files());
    files.put("county.yaml", VERSION_2);
    files.put("folder/" + name, former);
    return new Packs(files, new DomainAttributes());
  }
}
