package org.jingtu.ogcapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Tile matrix sets, tilesets and tiles (20-057): of one collection, or of several in one tile. */
@RestController
@RequestMapping("/ogc")
@Hidden
class TilesController {

  private final OgcCollections collections;
  private final OgcTiles tiles;
  private final OgcPages pages;
  private final MessageSource texts;

  TilesController(OgcCollections collections, OgcTiles tiles, OgcPages pages, MessageSource texts) {
    this.collections = collections;
    this.tiles = tiles;
    this.pages = pages;
    this.texts = texts;
  }

  /** A call. */
  record Call(HttpServletRequest request, HttpServletResponse response, Locale locale) {}

  private interface Writer {
    ObjectNode write(TileDocuments documents);
  }

  private void answer(
      Call call, String path, String title, @Nullable Collection collection, Writer writer)
      throws Exception {
    Format format = Format.of(call.request());
    Words words = new Words(texts, call.locale());
    Links links = Answers.links(call.request()).addSelf(path, format, Links.JSON, words);
    ObjectNode document = writer.write(new TileDocuments(links, words));
    if (format == Format.HTML) {
      String page = pages.document(words.get(title), collection, document, links, words);
      Answers.sendHtml(call.request(), call.response(), page);
    } else {
      Answers.sendJson(call.request(), call.response(), Links.JSON, document);
    }
  }

  @GetMapping("/tileMatrixSets")
  void sets(HttpServletRequest request, HttpServletResponse response, Locale locale)
      throws Exception {
    Parameters.requireNone(request);
    Call call = new Call(request, response, locale);
    answer(call, "/tileMatrixSets", "link.tileMatrixSets", null, TileDocuments::sets);
  }

  @GetMapping("/tileMatrixSets/{set}")
  void set(
      @PathVariable String set,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    Parameters.requireNone(request);
    TileMatrixSet known = TileMatrixSet.get(set);
    Call call = new Call(request, response, locale);
    String path = "/tileMatrixSets/" + known.id();
    answer(call, path, "link.tileMatrixSet", null, documents -> documents.set(known));
  }

  @GetMapping({"/tiles", "/collections/{collection}/tiles"})
  void tilesets(
      @PathVariable(required = false) @Nullable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    TileDocuments.Tileset tileset = tileset(collection, request, locale);
    Call call = new Call(request, response, locale);
    answer(
        call,
        tileset.path() + tileset.query(),
        "link.tilesets",
        only(collection, tileset),
        documents -> documents.tilesets(tileset));
  }

  @GetMapping({"/tiles/{set}", "/collections/{collection}/tiles/{set}"})
  void tileset(
      @PathVariable(required = false) @Nullable String collection,
      @PathVariable String set,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    TileDocuments.Tileset tileset = tileset(collection, request, locale);
    TileMatrixSet known = TileMatrixSet.get(set);
    Call call = new Call(request, response, locale);
    if ("tilejson".equals(request.getParameter("f"))) {
      if (!known.isMercator()) {
        throw new BadParameter("f", "tilejson", "json, html");
      }
      TileDocuments documents = new TileDocuments(Answers.links(request), new Words(texts, locale));
      Answers.sendJson(request, response, Links.JSON, documents.tileJson(tileset));
      return;
    }
    answer(
        call,
        tileset.path(known),
        "link.tileset",
        only(collection, tileset),
        documents -> documents.tileset(tileset, known));
  }

  private static @Nullable Collection only(
      @Nullable String collection, TileDocuments.Tileset tileset) {
    return collection == null ? null : tileset.collections().get(0);
  }

  private TileDocuments.Tileset tileset(
      @Nullable String collection, HttpServletRequest request, Locale locale) {
    List<Collection> known = layers(collection, request);
    Words words = new Words(texts, locale);
    String wanted = request.getParameter("collections");
    boolean one = collection != null;
    return new TileDocuments.Tileset(
        one ? "/collections/" + known.get(0).id() + "/tiles" : "/tiles",
        wanted == null ? "" : "?collections=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8),
        one ? words.title(known.get(0)) : words.get("title"),
        known,
        tiles.extent(known, tiles.versions()));
  }

  /**
   * The collections of a request: that of the path, else those of the parameter {@code collections}
   * in its order (20-057, /req/collections-selection/collections-response), by id or by address,
   * else all that the caller may see in the order of the catalogue.
   */
  private List<Collection> layers(@Nullable String collection, HttpServletRequest request) {
    if (collection != null) {
      Collection known = collections.get(collection);
      Parameters.requireNone(request);
      return List.of(known);
    }
    String wanted = new Parameters(request, Set.of("collections")).find("collections");
    List<Collection> all = collections.list();
    if (wanted == null) {
      return all;
    }
    String address = Answers.links(request).href("/collections/");
    List<Collection> found = new ArrayList<>();
    for (String id : wanted.split(",", -1)) {
      String name = id.startsWith(address) ? id.substring(address.length()) : id;
      Collection one =
          all.stream()
              .filter(known -> known.id().equals(name) && !found.contains(known))
              .findFirst()
              .orElse(null);
      if (one == null) {
        throw new BadParameter(
            "collections", wanted, String.join(",", all.stream().map(Collection::id).toList()));
      }
      found.add(one);
    }
    return found;
  }

  @GetMapping({
    "/tiles/{set}/{level}/{row}/{column}",
    "/collections/{collection}/tiles/{set}/{level}/{row}/{column}"
  })
  void tile(
      @PathVariable(required = false) @Nullable String collection,
      @PathVariable String set,
      @PathVariable String level,
      @PathVariable String row,
      @PathVariable String column,
      HttpServletRequest request,
      HttpServletResponse response)
      throws Exception {
    List<Collection> layers = layers(collection, request);
    requireMvt(request);
    TileAddress tile = TileAddress.parse(TileMatrixSet.get(set), level, row, column);
    Map<String, Long> versions = tiles.versions();
    tiles.requireWithin(layers, versions, tile);
    if (Answers.isKnown(request, response, tag(tiles.state(layers, versions)))) {
      return;
    }
    try {
      OgcTiles.Made made = tiles.make(layers, versions, tile);
      response.setHeader("ETag", tag(made.state()));
      send(response, made.bytes());
    } catch (RuntimeException failure) {
      for (String header : List.of("ETag", "Cache-Control")) {
        response.setHeader(header, null); // they were those of the tile
      }
      throw failure;
    }
  }

  /** Weak, so that tiles may be compressed on their way. */
  private String tag(String state) {
    return "W/\""
        + Answers.digest((collections.scope() + state).getBytes(StandardCharsets.UTF_8))
        + "\"";
  }

  /** A tile within the limits in which nothing is has no content (20-057, /req/core/tc-success). */
  private static void send(HttpServletResponse response, byte[] tile) throws Exception {
    if (tile.length == 0) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setContentType(TilesPart.MVT);
    response.setContentLength(tile.length);
    response.getOutputStream().write(tile);
  }

  private static void requireMvt(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    String wanted = request.getParameter("f");
    MediaType mvt = MediaType.parseMediaType(TilesPart.MVT);
    if (wanted != null && !wanted.equals("mvt")) {
      throw new BadParameter("f", wanted, "mvt");
    }
    if (wanted == null && !Format.isAccepted(request, mvt)) {
      throw new HttpMediaTypeNotAcceptableException(List.of(mvt));
    }
  }
}
