package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldMappingTest {

  private static final Collection SITES =
      new Collection(
          "sites",
          1,
          "地块",
          "Sites",
          "ECOLOGY",
          "sites",
          Collection.GeometryKind.POLYGON,
          false,
          true,
          null,
          List.of(
              attribute("code", "编号", true, "DKBM", "BSM"),
              attribute("name", "名称", false, "DKMC"),
              attribute("soilClass", "土壤环境质量类别", true, "ZLLB"),
              attribute("measuresEffective", "措施是否落实有效", false)));

  @Test
  void mapsNamesTitlesAndAliasesInAnyCase() {
    FieldMapping mapping = map(Map.of(), "dkbm", "名称", "SoilClass", "TBMJ");

    assertThat(mapping.mapping())
        .isEqualTo(Map.of("dkbm", "code", "名称", "name", "SoilClass", "soilClass"));
    assertThat(mapping.unmapped()).containsExactly("TBMJ");
    assertThat(mapping.problems()).isEmpty();
    assertThat(mapping.listMissing()).isEmpty();
  }

  @Test
  void takesTheFieldNamedFirstInTheAttribute() {
    FieldMapping mapping = map(Map.of(), "BSM", "DKBM", "ZLLB");

    assertThat(mapping.mapping()).containsEntry("DKBM", "code").doesNotContainKey("BSM");
    assertThat(mapping.problems())
        .extracting(p -> p.severity() + " " + p.code() + " " + p.field())
        .containsExactly("WARNING FIELD_LEFT_FOR_ANOTHER BSM");
  }

  @Test
  void takesTheExplicitMappingFirst() {
    Map<String, @Nullable String> explicit = new HashMap<>();
    explicit.put("BSM", "code");
    explicit.put("DKMC", null);

    FieldMapping mapping = map(explicit, "DKBM", "BSM", "DKMC", "ZLLB");

    assertThat(mapping.mapping()).isEqualTo(Map.of("BSM", "code", "ZLLB", "soilClass"));
    assertThat(mapping.unmapped()).containsExactly("DKBM", "DKMC");
  }

  @Test
  void tellsAMappingThatDoesNotFitTheFile() {
    FieldMapping mapping = map(Map.of("NOPE", "code"), "DKMC");

    assertThat(mapping.problems())
        .extracting(ImportProblem::code)
        .containsExactly("MAPPED_FIELD_NOT_IN_FILE");
    assertThat(mapping.listMissing()).extracting(Attribute::name).contains("code", "soilClass");
  }

  /** 土壤环境质 fills the ten bytes of a .dbf name in GBK; in UTF-8 three characters do. */
  @Test
  void knowsNamesThatTheDbfCut() {
    assertThat(map(Map.of(), "土壤环境质").mapping()).containsValue("soilClass");
    assertThat(map(Map.of(), "土壤环\uFFFD").mapping()).containsValue("soilClass");
    assertThat(map(Map.of(), "measuresEf").mapping()).containsValue("measuresEffective");
    assertThat(map(Map.of(), "土壤").mapping()).isEmpty();
  }

  private static FieldMapping map(Map<String, @Nullable String> explicit, String... fields) {
    return new FieldMapping(SITES, Arrays.asList(fields), explicit);
  }

  private static Attribute attribute(
      String name, String title, boolean required, String... aliases) {
    return new Attribute(
        name,
        name,
        title,
        Attribute.Type.TEXT,
        required,
        60,
        null,
        List.of(),
        false,
        List.of(aliases));
  }
}
