package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The pages for people, without the items (see {@link ItemPages}). */
@Component
class OgcPages {

  private final OgcItems items;

  OgcPages(OgcItems items) {
    this.items = items;
  }

  String landing(Links links, Words words) {
    String body =
        "<p>"
            + Html.escape(words.get("description"))
            + "</p><p class=\"main\">"
            + Html.link(links.href("/collections?f=html"), words.get("link.data"))
            + "</p>"
            + qgis(links, words);
    return Html.page(words.get("title"), Map.of(), links, words, body);
  }

  /** How to open the service in QGIS, with its address. */
  private static String qgis(Links links, Words words) {
    return "<section class=\"qgis\"><h2>%s</h2><ol><li>%s</li><li>%s <code>%s</code></li><li>%s</li></ol></section>"
        .formatted(
            Html.escape(words.get("qgis.title")),
            Html.escape(words.get("qgis.menu")),
            Html.escape(words.get("qgis.address")),
            Html.escape(links.href("")),
            Html.escape(words.get("qgis.signIn")));
  }

  String collections(List<Collection> collections, Links links, Words words) {
    List<List<String>> rows = new ArrayList<>();
    for (Collection collection : collections) {
      String path = links.href("/collections/" + collection.id());
      rows.add(
          List.of(
              Html.link(path + "?f=html", words.title(collection))
                  + "<br><small>"
                  + Html.escape(words.otherTitle(collection))
                  + "</small>",
              "<code>" + Html.escape(collection.id()) + "</code>",
              Long.toString(items.summary(collection).count()),
              Html.link(path + "/items?f=html", words.get("link.items"))));
    }
    String body =
        Html.table(
            List.of(
                words.get("page.collection"),
                words.get("page.id"),
                words.get("page.count"),
                words.get("page.items")),
            rows);
    return Html.page(words.get("link.data"), trail(links, words, null), links, words, body);
  }

  String collection(Collection collection, Links links, Words words) {
    ItemStore.Summary summary = items.summary(collection);
    double[] box = summary.extent();
    String extent =
        box == null ? "" : "%.6f,%.6f,%.6f,%.6f".formatted(box[0], box[1], box[2], box[3]);
    String body =
        "<p>"
            + Html.escape(words.otherTitle(collection))
            + " · <code>"
            + Html.escape(collection.id())
            + "</code> · "
            + Html.escape(
                words.get(
                    "page.size", Long.toString(summary.count()), Long.toString(summary.version())))
            + "</p><p class=\"main\">"
            + Html.link(
                links.href("/collections/" + collection.id() + "/items?f=html"),
                words.get("link.items"))
            + "</p>"
            + (box == null ? "" : Html.map("extent", extent, words))
            + attributes(collection, words)
            + qgis(links, words)
            + exports(collection, links, words);
    return Html.page(words.title(collection), trail(links, words, null, true), links, words, body);
  }

  private static String attributes(Collection collection, Words words) {
    List<List<String>> rows = new ArrayList<>();
    for (Attribute attribute : collection.attributes()) {
      String codes =
          String.join(
              words.english() ? ", " : "、",
              attribute.codes().stream()
                  .map(c -> c.value() + " " + c.title(words.locale()))
                  .toList());
      rows.add(
          List.of(
              "<code>" + Html.escape(attribute.name()) + "</code>",
              Html.escape(words.title(attribute)),
              attribute.type().name(),
              Html.escape(codes)));
    }
    return "<h2>"
        + Html.escape(words.get("page.attributes"))
        + "</h2>"
        + Html.table(
            List.of(
                words.get("page.name"),
                words.get("page.title"),
                words.get("page.type"),
                words.get("page.codes")),
            rows);
  }

  private static String exports(Collection collection, Links links, Words words) {
    StringBuilder list =
        new StringBuilder("<h2>" + Html.escape(words.get("page.exports")) + "</h2><p>");
    for (String format : List.of("shp", "gpkg", "geojson", "csv", "txt")) {
      String address = links.service() + "/api/exports/" + collection.id() + "?f=" + format;
      list.append(Html.link(address, format)).append(' ');
    }
    return list.append("<small>")
        .append(Html.escape(words.get("page.exportsNote")))
        .append("</small></p>")
        .toString();
  }

  /** Any other document. */
  String document(
      String title, @Nullable Collection collection, JsonNode document, Links links, Words words) {
    return Html.page(title, trail(links, words, collection), links, words, Html.document(document));
  }

  static Map<String, String> trail(Links links, Words words, @Nullable Collection collection) {
    return trail(links, words, collection, collection != null);
  }

  private static Map<String, String> trail(
      Links links, Words words, @Nullable Collection collection, boolean collections) {
    Map<String, String> trail = new LinkedHashMap<>();
    trail.put(words.get("title"), links.href("?f=html"));
    if (collections) {
      trail.put(words.get("link.data"), links.href("/collections?f=html"));
    }
    if (collection != null) {
      trail.put(words.title(collection), links.href("/collections/" + collection.id() + "?f=html"));
    }
    return trail;
  }
}
