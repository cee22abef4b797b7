package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What axe-core finds on a page: nothing that is serious or critical. */
final class Accessibility {

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private static final String SERIOUS =
      """
      async () => (await axe.run()).violations
        .filter(v => ['serious', 'critical'].includes(v.impact))
        .map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))
        .join('; ')
      """;

  private Accessibility() {}

  /** Passes if the page has no serious fault as it stands. */
  static void assertUsable(Page page) {
    page.evaluate(script());
    assertThat((String) page.evaluate(SERIOUS)).isEmpty();
  }

  private static String script() {
    try (InputStream axe = Accessibility.class.getResourceAsStream(AXE)) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
