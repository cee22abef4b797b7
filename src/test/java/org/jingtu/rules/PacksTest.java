package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The packs as a bean: from the class path, and from a folder of the operator's. */
class PacksTest {

  private static final String COUNTY =
      """
      pack: test-county
      version: "1"
      title: 测试县
      extends: national
      adcodes: ["990001"]
      """;

  @TempDir Path folder;

  @Test
  void readsThePacksOfTheProduct() {
    try (var context = start("")) {
      Packs packs = context.getBean(Packs.class);
      assertThat(packs.getPack("national").rules()).hasSizeGreaterThan(20);
      assertThat(packs.listPacks()).extracting(Pack::id).contains("national");
    }
  }

  @Test
  void readsThePacksOfAFolder() throws IOException {
    Files.writeString(folder.resolve("county.yaml"), COUNTY);
    Files.writeString(folder.resolve("readme.txt"), "not a pack");
    try (var context = start(folder.toString())) {
      assertThat(context.getBean(Packs.class).choose(null, "990001").id()).isEqualTo("test-county");
    }
  }

  @Test
  void doesNotStartOnAPackWithAnError() throws IOException {
    Files.writeString(folder.resolve("county.yaml"), COUNTY.replace("version", "vresion"));
    assertThatThrownBy(() -> start(folder.toString()))
        .hasRootCauseInstanceOf(PackInvalid.class)
        .rootCause()
        .hasMessageContaining("county.yaml:1:1")
        .hasMessageContaining("unknown key 'vresion'");
  }

  @Test
  void checksConditionsAgainstTheAttributesOfTheCatalogWhereThereIsOne() {
    assertThatThrownBy(() -> start("", collection -> Map.of("somethingElse", java.util.Set.of())))
        .hasRootCauseInstanceOf(PackInvalid.class)
        .rootCause()
        .hasMessageContaining("collection contaminated-sites has no attribute 'listed'");
  }

  private static AnnotationConfigApplicationContext start(String folder) {
    return start(folder, new DomainAttributes());
  }

  private static AnnotationConfigApplicationContext start(
      String folder, AttributeNames attributes) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("jingtu.packs-folder", folder)));
    context.registerBean(AttributeNames.class, () -> attributes);
    context.register(Packs.class);
    context.refresh();
    return context;
  }
}
