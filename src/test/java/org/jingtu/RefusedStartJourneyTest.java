package org.jingtu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jingtu.database.TestDatabase;
import org.jingtu.rules.PackInvalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is wrong in a pack or in the catalogue stops the start, in plain words. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartJourneyTest {

  @Test
  void aPackWithAnErrorStopsTheStartAndNamesFileRuleAndReason(
      @TempDir Path folder, CapturedOutput output) throws Exception {
    Files.writeString(
        folder.resolve("town.yaml"),
        """
        pack: town
        version: "1"
        title: 某镇规则
        extends: national
        rules:
          - id: town-rule
            title: 某镇的规则
            severity: PROHIBITED
            stages: [SUPPLY]
            against: contaminated-sites
            where: feature.statsu = 'LISTED'
            action: 不予办理。
            responsible: 自然资源主管部门
            basis: []
        """);

    assertThatThrownBy(() -> start("--jingtu.packs-folder=" + folder))
        .hasRootCauseInstanceOf(PackInvalid.class)
        .rootCause()
        .hasMessageContaining("town.yaml")
        .hasMessageContaining("town-rule")
        .hasMessageContaining("statsu");
    assertThat(output).contains("规则包有错误，服务未启动");
  }

  @Test
  void aCollectionWithoutATableStopsTheStart(@TempDir Path folder, CapturedOutput output)
      throws Exception {
    Files.writeString(
        folder.resolve("noise-zones.yaml"),
        """
        id: noise-zones
        number: 91
        title: 噪声功能区
        titleEnglish: Noise zones
        department: ECOLOGY
        geometry: POLYGON
        published: false
        """);

    assertThatThrownBy(() -> start("--jingtu.catalog-folder=" + folder));
    assertThat(output)
        .contains("图层目录与数据库不一致，服务未启动")
        .contains("noise-zones.yaml: no migration registers this collection");
  }

  private static void start(String argument) {
    try (TestDatabase database = TestDatabase.create()) {
      new SpringApplicationBuilder(JingtuApplication.class)
          .run(
              argument,
              "--server.port=0",
              "--spring.datasource.url=" + database.jdbcUrl(),
              "--spring.datasource.username=" + database.username(),
              "--spring.datasource.password=" + database.password())
          .close();
    }
  }
}
