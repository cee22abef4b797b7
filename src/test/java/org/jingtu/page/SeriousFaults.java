package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks with axe-core for what keeps people from using a page, and at what does not fit on it. */
final class SeriousFaults {

  private static final String AXE = read();

  private static final String FITS =
      "() => [document.documentElement, ...document.querySelectorAll('#panel, #view, .bar')]"
          + ".every(e => e.scrollWidth <= e.clientWidth)";

  private SeriousFaults() {}

  private static String read() {
    try (InputStream in =
        SeriousFaults.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if the page is wider than the screen, or what is in its panel than the panel. */
  static void assertFits(Page page) {
    assertThat((Boolean) page.evaluate(FITS)).as("no scrolling sideways").isTrue();
  }

  /** Fails if the page, as it is now, has a serious or critical fault. */
  static void assertNone(Page page) {
    page.evaluate(AXE + "; 0");
    List<?> faults =
        (List<?>)
            page.evaluate(
                "async () => (await axe.run({resultTypes: ['violations']})).violations"
                    + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                    + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | '))");
    assertThat(faults).isEmpty();
    assertFits(page);
  }
}
