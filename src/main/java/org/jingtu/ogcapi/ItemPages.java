package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/** Items as pages: a table and a map that loads the same page as GeoJSON. */
final class ItemPages {

  /** Rows of a table at the most; who wants more at once is no person. */
  static final int LARGEST_PAGE = 1000;

  private final ItemsQuery query;
  private final Links addresses;
  private final Words words;
  private final List<List<String>> rows = new ArrayList<>();

  ItemPages(ItemsQuery query, Links addresses, Words words) {
    this.query = query;
    this.addresses = addresses;
    this.words = words;
  }

  void take(ItemRow row) {
    List<String> cells = new ArrayList<>();
    String id = Long.toString(row.feature());
    cells.add(Html.link(itemPath(query.collection(), id), id));
    int index = 0;
    for (Attribute attribute : query.properties()) {
      cells.add(Html.escape(shown(attribute, row.value(index++), words)));
    }
    cells.add("%.2f".formatted(row.areaSquareMetres()));
    rows.add(cells);
  }

  private String itemPath(Collection collection, String id) {
    return addresses.href("/collections/" + collection.id() + "/items/" + id + "?f=html");
  }

  /** The map takes CRS84 alone, whatever the page was asked for. */
  private static String forMap(String address) {
    return address.replaceFirst("([?&])crs=[^&]*&", "$1");
  }

  /** A code with its title. */
  private static String shown(Attribute attribute, @Nullable Object value, Words words) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean truth) {
      return words.get(truth ? "page.yes" : "page.no");
    }
    String text = value.toString();
    return attribute.codes().isEmpty()
        ? text
        : attribute.findCodeTitle(text, words.locale()).map(t -> t + " " + text).orElse(text);
  }

  /**
   * The page, when every row has come.
   *
   * @param links of the page
   */
  String page(long matched, Links links) {
    List<String> heads = new ArrayList<>(List.of(words.get("page.id")));
    query.properties().forEach(attribute -> heads.add(words.title(attribute)));
    heads.add(words.get("property.area"));
    StringBuilder body = new StringBuilder("<p>");
    body.append(
        Html.escape(
            words.get("page.numbers", Integer.toString(rows.size()), Long.toString(matched))));
    Links.Link next = links.find("next");
    if (next != null) {
      body.append(" ").append(Html.link(next.href(), words.get("link.next")));
    }
    body.append("</p>");
    Links.Link json = links.find("alternate");
    if (json != null && !rows.isEmpty()) {
      body.append(Html.map("source", forMap(json.href()), words));
    }
    body.append(Html.table(heads, rows));
    return Html.page(
        words.title(query.collection()) + " · " + words.get("page.items"),
        OgcPages.trail(links, words, query.collection()),
        links,
        words,
        body.toString());
  }

  /** One item as a page. */
  static String item(Collection collection, ItemRow row, Links links, Words words) {
    List<List<String>> rows = new ArrayList<>();
    int index = 0;
    for (Attribute attribute : collection.attributes()) {
      rows.add(
          List.of(
              Html.escape(words.title(attribute)),
              "<code>" + Html.escape(attribute.name()) + "</code>",
              Html.escape(shown(attribute, row.value(index++), words))));
    }
    rows.add(
        List.of(
            Html.escape(words.get("property.area")),
            "<code>" + ItemsQueryReader.AREA + "</code>",
            "%.2f".formatted(row.areaSquareMetres())));
    Links.Link json = links.find("alternate");
    String map =
        json == null || row.wkb() == null ? "" : Html.map("source", forMap(json.href()), words);
    Map<String, String> trail = new LinkedHashMap<>(OgcPages.trail(links, words, collection));
    trail.put(
        words.get("page.items"), links.href("/collections/" + collection.id() + "/items?f=html"));
    return Html.page(
        words.title(collection) + " · " + row.feature(),
        trail,
        links,
        words,
        map
            + Html.table(
                List.of(words.get("page.title"), words.get("page.name"), words.get("page.value")),
                rows));
  }
}
