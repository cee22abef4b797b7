package org.jingtu.ogcapi;

import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents about tilesets (17-083r4, 20-057) as JSON. */
final class TileDocuments {

  private final Links links;
  private final Words words;
  private final JsonMapper json = JsonMapper.shared();

  /**
   * @param links of the answer, those to itself already there
   */
  TileDocuments(Links links, Words words) {
    this.links = links;
    this.words = words;
  }

  /**
   * The tiles of collections.
   *
   * @param path address of its list of tilesets under {@code /ogc}
   * @param query parameters that its tiles need, with a question mark before them, or empty
   * @param title for people
   * @param collections its layers
   * @param extent {west, south, east, north} in degrees, or null if there is nothing
   */
  record Tileset(
      String path,
      String query,
      String title,
      List<Collection> collections,
      double @Nullable [] extent) {

    String path(TileMatrixSet set) {
      return path + "/" + set.id() + query;
    }

    private String tile(TileMatrixSet set, String level, String row, String column) {
      String f = query.isEmpty() ? "?f=mvt" : query + "&f=mvt";
      return path + "/" + set.id() + "/" + level + "/" + row + "/" + column + f;
    }
  }

  private void link(ObjectNode node, String path, String rel, String type, String title) {
    node.withArray("links")
        .addObject()
        .put("href", links.href(path))
        .put("rel", rel)
        .put("type", type)
        .put("title", words.get(title));
  }

  private static String with(String path, String f) {
    return path + (path.contains("?") ? "&f=" : "?f=") + f;
  }

  /** The tile matrix sets. */
  ObjectNode sets() {
    ObjectNode document = json.createObjectNode();
    links.writeTo(document);
    ArrayNode array = document.putArray("tileMatrixSets");
    for (TileMatrixSet set : TileMatrixSet.values()) {
      ObjectNode node = array.addObject();
      describe(set, node);
      link(
          node,
          "/tileMatrixSets/" + set.id() + "?f=json",
          "self",
          Links.JSON,
          "link.tileMatrixSet");
    }
    return document;
  }

  private void describe(TileMatrixSet set, ObjectNode node) {
    node.put("id", set.id())
        .put("title", words.get("tiles." + set.name().toLowerCase(Locale.ROOT)));
    if (set.uri() != null) {
      node.put("uri", set.uri());
    }
    node.put("crs", set.crs());
  }

  /** The definition of a tile matrix set. */
  ObjectNode set(TileMatrixSet set) {
    ObjectNode document = json.createObjectNode();
    describe(set, document);
    ArrayNode axes = document.putArray("orderedAxes");
    axes.add(set.northFirst() ? "Lat" : set.isMercator() ? "X" : "Lon");
    axes.add(set.northFirst() ? "Lon" : set.isMercator() ? "Y" : "Lat");
    if (set.wellKnownScaleSet() != null) {
      document.put("wellKnownScaleSet", set.wellKnownScaleSet());
    }
    ArrayNode matrices = document.putArray("tileMatrices");
    for (int level = 0; level <= set.finest(); level++) {
      double cell = set.side(level) / 256;
      ObjectNode matrix = matrices.addObject().put("id", Integer.toString(level));
      // 17-083r4, 6.1.1.1: a pixel of 0.28 mm
      matrix.put("scaleDenominator", cell * set.metresPerUnit() / 0.00028);
      matrix.put("cellSize", cell).put("cornerOfOrigin", "topLeft");
      ArrayNode origin = matrix.putArray("pointOfOrigin");
      origin.add(set.northFirst() ? set.north() : set.west());
      origin.add(set.northFirst() ? set.west() : set.north());
      matrix.put("tileWidth", 256).put("tileHeight", 256);
      matrix.put("matrixWidth", set.columns(level)).put("matrixHeight", set.rows(level));
    }
    links.writeTo(document);
    return document;
  }

  /** The tilesets of a collection, or of all. */
  ObjectNode tilesets(Tileset tileset) {
    ObjectNode document = json.createObjectNode();
    links.writeTo(document);
    ArrayNode array = document.putArray("tilesets");
    for (TileMatrixSet set : TileMatrixSet.values()) {
      ObjectNode node = array.addObject();
      identify(tileset, set, node);
      link(node, with(tileset.path(set), "json"), "self", Links.JSON, "link.tileset");
      addLinks(tileset, set, node);
    }
    return document;
  }

  private static void identify(Tileset tileset, TileMatrixSet set, ObjectNode node) {
    node.put("title", tileset.title() + " · " + set.id()).put("dataType", "vector");
    node.put("crs", set.crs());
    if (set.uri() != null) {
      node.put("tileMatrixSetURI", set.uri());
    }
  }

  private void addLinks(Tileset tileset, TileMatrixSet set, ObjectNode node) {
    String definition = "/tileMatrixSets/" + set.id() + "?f=json";
    link(node, definition, Links.OGC + "tiling-scheme", Links.JSON, "link.tileMatrixSet");
    if (set.isMercator()) {
      String tileJson = with(tileset.path(set), "tilejson");
      link(node, tileJson, "describedby", Links.JSON, "link.tileJson");
    }
    String tile = tileset.tile(set, "{tileMatrix}", "{tileRow}", "{tileCol}");
    link(node, tile, "item", TilesPart.MVT, "link.tile");
    ArrayNode all = node.withArray("links");
    ((ObjectNode) all.get(all.size() - 1)).put("templated", true);
  }

  /** The metadata of a tileset, its limits among them. */
  ObjectNode tileset(Tileset tileset, TileMatrixSet set) {
    ObjectNode document = json.createObjectNode();
    identify(tileset, set, document);
    ArrayNode limits = document.putArray("tileMatrixSetLimits");
    for (TileMatrixSet.Limits of : set.limits(tileset.extent())) {
      limits
          .addObject()
          .put("tileMatrix", Integer.toString(of.level()))
          .put("minTileRow", of.minRow())
          .put("maxTileRow", of.maxRow())
          .put("minTileCol", of.minColumn())
          .put("maxTileCol", of.maxColumn());
    }
    double[] box = tileset.extent();
    if (box != null) {
      ObjectNode bounds = document.putObject("boundingBox");
      bounds.putArray("lowerLeft").add(box[0]).add(box[1]);
      bounds.putArray("upperRight").add(box[2]).add(box[3]);
      bounds.put("crs", OgcCrs.CRS84);
    }
    ArrayNode layers = document.putArray("layers");
    tileset.collections().forEach(collection -> describe(collection, layers.addObject()));
    links.writeTo(document);
    addLinks(tileset, set, document);
    return document;
  }

  private void describe(Collection collection, ObjectNode layer) {
    layer.put("id", collection.id()).put("title", words.title(collection));
    layer.put("dataType", "vector");
    ObjectNode schema = layer.putObject("propertiesSchema").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Attribute attribute : collection.attributes()) {
      Schemas.describeType(properties.putObject(attribute.name()), attribute, words);
    }
  }

  /** The same as TileJSON 3.0.0, which knows Web Mercator alone. */
  ObjectNode tileJson(Tileset tileset) {
    ObjectNode document = json.createObjectNode();
    document.put("tilejson", "3.0.0").put("name", tileset.title()).put("scheme", "xyz");
    String template = tileset.tile(TileMatrixSet.WEB_MERCATOR_QUAD, "{z}", "{y}", "{x}");
    document.putArray("tiles").add(links.href(template));
    document.put("minzoom", 0).put("maxzoom", TileMatrixSet.FINEST_SERVED);
    double[] box = tileset.extent();
    if (box != null) {
      ArrayNode bounds = document.putArray("bounds");
      List.of(box[0], box[1], box[2], box[3]).forEach(bounds::add);
    }
    ArrayNode layers = document.putArray("vector_layers");
    for (Collection collection : tileset.collections()) {
      ObjectNode layer = layers.addObject().put("id", collection.id());
      layer.put("description", words.title(collection));
      ObjectNode fields = layer.putObject("fields");
      collection.attributes().forEach(a -> fields.put(a.name(), words.title(a)));
    }
    return document;
  }
}
