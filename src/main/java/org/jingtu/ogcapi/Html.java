package org.jingtu.ogcapi;

import java.util.List;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Pieces of the pages for people. Everything that is no markup of ours is escaped. */
final class Html {

  private Html() {}

  static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  static String link(String href, String text) {
    return "<a href=\"" + escape(href) + "\">" + escape(text) + "</a>";
  }

  /**
   * A whole page.
   *
   * @param trail titles of the pages above with their addresses, outermost first
   * @param links of the document, for the reader's other form and language
   * @param body markup
   */
  static String page(
      String title, Map<String, String> trail, Links links, Words words, String body) {
    StringBuilder crumbs = new StringBuilder();
    trail.forEach((text, href) -> crumbs.append(link(href, text)).append(" / "));
    Links.Link json = links.find("alternate");
    String other = json == null ? "" : link(json.href(), "JSON");
    String service = escape(links.service());
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · %s</title>
        <link rel="icon" href="%s/signin/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="%s/webjars/ol/10.7.0/ol.css">
        <link rel="stylesheet" href="%s/ogc/ogc.css">
        <script defer src="%s/webjars/ol/10.7.0/dist/ol.js"></script>
        <script defer src="%s/ogc/map.js"></script>
        </head>
        <body>
        <header><p class="trail">%s%s</p><p class="tools">%s %s</p></header>
        <main>
        <h1>%s</h1>
        %s
        <h2>%s</h2>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(
            words.language(),
            escape(title),
            escape(words.get("title")),
            service,
            service,
            service,
            service,
            service,
            crumbs,
            escape(title),
            other,
            link(links.service() + "/", words.get("page.map")),
            escape(title),
            body,
            escape(words.get("page.links")),
            list(links));
  }

  /** Every link of the document (17-069r4, /req/html/content). */
  private static String list(Links links) {
    StringBuilder list = new StringBuilder("<ul>");
    for (Links.Link link : links.list()) {
      list.append("<li>")
          .append(link(link.href(), link.title()))
          .append(" <small>")
          .append(escape(link.type()))
          .append("</small></li>");
    }
    return list.append("</ul>").toString();
  }

  /** A map; its script reads what to show from the attributes. */
  static String map(String name, String value, Words words) {
    return "<div id=\"map\" role=\"img\" aria-label=\"%s\" data-%s=\"%s\"></div>"
        .formatted(escape(words.get("page.mapLabel")), name, escape(value));
  }

  /** A table; the cells are markup. */
  static String table(List<String> heads, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    heads.forEach(head -> table.append("<th scope=\"col\">").append(escape(head)).append("</th>"));
    table.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append("<td>").append(cell).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>").toString();
  }

  /** Any document as nested lists, its addresses as links. */
  static String document(JsonNode node) {
    if (node.isObject()) {
      StringBuilder list = new StringBuilder("<dl>");
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        list.append("<dt>").append(escape(entry.getKey())).append("</dt><dd>");
        list.append(document(entry.getValue())).append("</dd>");
      }
      return list.append("</dl>").toString();
    }
    if (node.isArray()) {
      StringBuilder list = new StringBuilder("<ul>");
      node.forEach(item -> list.append("<li>").append(document(item)).append("</li>"));
      return list.append("</ul>").toString();
    }
    String text = node.isString() ? node.stringValue() : node.toString();
    return text.startsWith("http") ? link(text, text) : escape(text);
  }
}
