package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/rules.md says what the packs say. */
class RulesPageTest {

  private static final Path PAGE = Path.of("docs/rules.md");

  @Test
  void thePageIsThatOfThePacks() throws IOException {
    String due = RulesPage.of(TestPacks.OWN);
    if (Boolean.getBoolean("jingtu.write-docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, due);
    }
    assertThat(Files.readString(PAGE))
        .as("run: mvn test -Dtest=RulesPageTest -Djingtu.write-docs=true")
        .isEqualTo(due);
  }
}
