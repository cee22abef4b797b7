package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends a page of items: GeoJSON while it is read, or a page for people when all of it has come.
 */
final class ItemsAnswer implements OgcItems.PageTaker {

  /** Features that fit into what is sent at a time anyway. */
  private static final int SHORT_PAGE = 10;

  /**
   * Part of the entity tag; raised whenever the same items are written in another way. Clients that
   * keep answers (QGIS does) would go on with the old ones after an upgrade.
   */
  private static final int WRITING = 2;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ItemsQuery query;
  private final Format format;
  private final Words words;
  private final String scope;
  private final CursorSeal seal;
  private final OgcCrs systems;
  private @Nullable ItemJson json;
  private @Nullable ItemPages pages;
  private @Nullable String finished;
  private boolean begun;

  /**
   * @param scope what the caller may see, for the entity tag
   * @param seal for the cursor of the next page
   */
  ItemsAnswer(
      HttpServletRequest request,
      HttpServletResponse response,
      ItemsQuery query,
      Format format,
      Words words,
      String scope,
      CursorSeal seal,
      OgcCrs systems) {
    this.request = request;
    this.response = response;
    this.query = format == Format.HTML ? query.limitedTo(ItemPages.LARGEST_PAGE) : query;
    this.format = format;
    this.words = words;
    this.scope = scope;
    this.seal = seal;
    this.systems = systems;
  }

  /** What is to be read. */
  ItemsQuery query() {
    return query;
  }

  @Override
  public boolean isConditional() {
    return request.getHeader("If-None-Match") != null;
  }

  @Override
  public boolean begin(long version) {
    if (begun) {
      return true;
    }
    String etag =
        "W/\"v%d-%s-%s-%s-%d\"".formatted(version, scope, format.code(), words.language(), WRITING);
    if (Answers.isKnown(request, response, etag)) {
      return false;
    }
    begun = true;
    response.setHeader("Content-Crs", "<" + query.crs().uri() + ">");
    response.setHeader("Link", Answers.links(request).queryablesHeader(query.collection().id()));
    if (format == Format.HTML) {
      pages = new ItemPages(query, Answers.links(request), words);
      return true;
    }
    response.setContentType(Links.GEO_JSON);
    if (query.limit() > SHORT_PAGE) {
      response.setBufferSize(JsonBytes.SIZE);
    }
    try {
      json = new ItemJson(response.getOutputStream(), query, systems);
      json.begin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  public void take(ItemRow row) {
    if (pages != null) {
      pages.take(row);
    } else if (json != null) {
      json.take(row);
    }
  }

  @Override
  public void end(long matched, @Nullable Cursor next) {
    Links links = links(next);
    if (pages != null) {
      finished = pages.page(matched, links);
    } else if (json != null) {
      json.end(matched, links);
    }
  }

  /** Sends what was kept back until the transaction had ended. */
  void complete() throws IOException {
    if (finished != null) {
      response.setContentType("text/html;charset=UTF-8");
      response.getOutputStream().write(finished.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Links links(@Nullable Cursor next) {
    String path = "/collections/" + query.collection().id();
    Links links =
        Answers.links(request)
            .addSelf(
                path + "/items" + query(request.getParameterMap(), null),
                format,
                Links.GEO_JSON,
                words);
    String type = format == Format.HTML ? Links.HTML : Links.GEO_JSON;
    if (next != null) {
      String following = path + "/items" + query(request.getParameterMap(), next.encode(seal));
      links.add(following + "&f=" + format.code(), "next", type, words.get("link.next"));
    }
    return links.add(
        path + "?f=" + format.code(),
        "collection",
        format == Format.HTML ? Links.HTML : Links.JSON,
        words.get("link.collection"));
  }

  /**
   * The parameters of a request again, without {@code f}.
   *
   * @param cursor where to go on, or null to leave the cursor as it is
   * @return with a question mark before them, or empty
   */
  static String query(Map<String, String[]> parameters, @Nullable String cursor) {
    Map<String, String> all = new TreeMap<>();
    parameters.forEach((name, values) -> all.put(name, values[0]));
    all.remove("f");
    if (cursor != null) {
      all.put("cursor", cursor);
    }
    StringBuilder query = new StringBuilder();
    all.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }
}
