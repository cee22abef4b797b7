package org.jingtu.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The life as it is written down, and the page that tells it. */
class SiteLifeTest {

  private static final Path PAGE = Path.of("docs/sites-and-zones.md");

  @Test
  void thePageTellsTheStepsAsTheyAre() throws IOException {
    String table =
        "| step | from | to | document (what must be stated) | basis |\n|---|---|---|---|---|\n"
            + Arrays.stream(SiteStep.values()).map(SiteLifeTest::row).collect(Collectors.joining());
    assertThat(part("steps")).isEqualTo(table);
  }

  @Test
  void thePageTellsTheDeadlinesAsTheyAre() throws IOException {
    String table =
        "| deadline | what | months | source |\n|---|---|---|---|\n"
            + Arrays.stream(SiteDeadline.values())
                .map(
                    d ->
                        "| `%s` | %s | %d | %s |\n"
                            .formatted(d, text(d.titleKey()), d.months(), text(d.sourceKey())))
                .collect(Collectors.joining());
    assertThat(part("deadlines")).isEqualTo(table);
  }

  private static String text(String key) {
    return ResourceBundle.getBundle("messages", Locale.ROOT).getString(key);
  }

  @Test
  void everyStateHasATitleIsReachedAndLeft() {
    for (SiteStatus status : SiteStatus.values()) {
      assertThat(text(status.wording().key())).isNotBlank();
      assertThat(status.next()).as("after %s", status).isNotEmpty().doesNotContain(status);
      assertThat(SiteStatus.values())
          .as("before %s", status)
          .anyMatch(before -> before.next().contains(status));
    }
  }

  @Test
  void noTwoStepsLeadFromOneStateToAnother() {
    for (SiteStatus from : SiteStatus.values()) {
      assertThat(
              SiteStep.from(from).stream()
                  .filter(SiteStep::changesStatus)
                  .map(step -> step.to(from)))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void namesOfFilesAreCleaned() {
    assertThat(SiteDocuments.cleanName("C:\\temp\\..\\评审 意见.PDF", "application/pdf"))
        .isEqualTo("评审 意见.pdf");
    assertThat(SiteDocuments.cleanName("...", "image/png")).isEqualTo("document.png");
    assertThat(SiteDocuments.cleanName("a\r\nSet-Cookie: x.jpg", "image/jpeg"))
        .isEqualTo("aSet-Cookie x.jpg");
    assertThat(SiteDocuments.cleanName("照".repeat(300) + ".jpg", "image/jpeg")).hasSize(124);
  }

  private static String row(SiteStep step) {
    String from =
        Arrays.stream(SiteStatus.values())
            .filter(step.from()::contains)
            .map(Enum::name)
            .collect(Collectors.joining(", "));
    String to = step.changesStatus() ? step.to(SiteStatus.SUSPECTED).name() : "–";
    return "| `%s` %s | %s | %s | %s (%s) | %s |\n"
        .formatted(
            step,
            text(step.wording().key()),
            from,
            to,
            text(step.document().wording().key()),
            String.join(", ", step.document().needs()),
            text(step.basis().key()));
  }

  private static String part(String name) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("\n", page.indexOf("<!-- " + name + ":")) + 1;
    return page.substring(begin, page.indexOf("<!-- end of " + name, begin));
  }
}
