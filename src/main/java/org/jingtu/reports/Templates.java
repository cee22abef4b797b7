package org.jingtu.reports;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The templates under {@code resources/reports}: one for the page and for the print. Every value is
 * escaped but the pictures, which are ours; {@code {{#t}}key{{/t}}} is a text of the message
 * bundle.
 */
@Component
class Templates {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(true).defaultValue("").emptyStringIsFalse(true);

  /** Name of the value that is the map; the template calls it map. */
  private static final String PICTURE = "picture";

  /** One for all documents, also served to their pages. */
  private static final String STYLE = "/static/reports/opinion.css";

  private final Map<String, Template> compiled = new ConcurrentHashMap<>();
  private final Map<String, String> styles = new ConcurrentHashMap<>();

  /** As a page of the service: the style sheet is linked. */
  String page(String name, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("page", true);
    if (values.get(PICTURE) instanceof BufferedImage picture) {
      all.put("map", Pictures.dataAddress(picture));
    }
    return template(name).execute(all);
  }

  /** For the printer: the style sheet is in the document. */
  String print(String name, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("page", false);
    if (values.get(PICTURE) instanceof BufferedImage picture) {
      all.put("map", Pictures.dataAddressToPrint(picture));
    }
    all.put("style", styles.computeIfAbsent(STYLE, Templates::read));
    return template(name).execute(all);
  }

  private Template template(String name) {
    return compiled.computeIfAbsent(
        name, n -> COMPILER.compile(read("/reports/" + n + ".mustache")));
  }

  private static String read(String resource) {
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
