package org.jingtu.reports;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes a document in the background once the service is up: fonts are opened and classes loaded,
 * which takes seconds, before anybody waits for it.
 */
@Component
class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** Measured: from the eighth document on one takes 0.2 to 0.4 s instead of 1.2. */
  private static final int ROUNDS = 8;

  private final ReportSettings settings;
  private final Templates templates;
  private final PdfPages pages;
  private final Fonts fonts;
  private final Words words;

  WarmUp(ReportSettings settings, Templates templates, PdfPages pages, Fonts fonts, Words words) {
    this.settings = settings;
    this.templates = templates;
    this.pages = pages;
    this.fonts = fonts;
    this.words = words;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (settings.warmUp()) {
      Thread thread = new Thread(this::tryToMake, "reports-warm-up");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  /** Whatever happens here happens again, and is answered, when somebody asks for a document. */
  private void tryToMake() {
    try {
      for (int i = 0; i < ROUNDS; i++) {
        make();
      }
    } catch (Problem e) {
      LOG.warn("No PDF can be made: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Documents could not be warmed up", e);
    }
  }

  /** A notice about nothing: the fonts, the style sheet, a picture and a page. */
  byte[] make() {
    fonts.screen();
    BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Map<String, Object> values = new HashMap<>();
    values.put("t", words.lookup(Locale.CHINA));
    values.put("language", "zh-CN");
    values.put("title", "净土 Jingtu");
    values.put(
        "rows", List.of(Map.of("label", words.say(Locale.CHINA, "notice.area"), "value", "0 m²")));
    values.put("paragraphs", List.of(words.say(Locale.CHINA, "notice.announcedElsewhere")));
    values.put("map", Pictures.dataAddressToPrint(picture));
    return pages.print(templates.print("notice", values));
  }
}
