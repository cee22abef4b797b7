package org.jingtu.ogcapi;

import java.util.List;
import java.util.stream.Stream;
import org.jingtu.catalog.Collection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OGC API Tiles, part 1 (20-057): Mapbox Vector Tiles. */
@Component
class TilesPart implements OgcPart {

  static final String MVT = "application/vnd.mapbox-vector-tile";

  private static final String SPEC = "http://www.opengis.net/spec/";

  @Override
  public List<String> conformanceClasses() {
    return Stream.of(
            "ogcapi-tiles-1/1.0/conf/core",
            "ogcapi-tiles-1/1.0/conf/tileset",
            "ogcapi-tiles-1/1.0/conf/tilesets-list",
            "ogcapi-tiles-1/1.0/conf/dataset-tilesets",
            "ogcapi-tiles-1/1.0/conf/geodata-tilesets",
            "ogcapi-tiles-1/1.0/conf/collections-selection",
            "ogcapi-tiles-1/1.0/conf/oas30",
            "ogcapi-tiles-1/1.0/conf/mvt",
            "tms/2.0/conf/tilematrixset",
            "tms/2.0/conf/tilematrixsetlimits",
            "tms/2.0/conf/tilesetmetadata",
            "tms/2.0/conf/json-tilematrixset",
            "tms/2.0/conf/json-tilematrixsetlimits",
            "tms/2.0/conf/json-tilesetmetadata")
        .map(SPEC::concat)
        .toList();
  }

  @Override
  public void addLandingLinks(Links links, Words words) {
    links
        .add("/tiles?f=json", Links.OGC + "tilesets-vector", Links.JSON, words.get("link.tilesets"))
        .add(
            "/tileMatrixSets?f=json",
            Links.OGC + "tiling-schemes",
            Links.JSON,
            words.get("link.tileMatrixSets"));
  }

  @Override
  public void addCollectionLinks(Links links, Collection collection, Words words) {
    links.add(
        "/collections/" + collection.id() + "/tiles?f=json",
        Links.OGC + "tilesets-vector",
        Links.JSON,
        words.get("link.tilesets"));
  }

  @Override
  public void addPaths(ObjectNode paths, Words words) {
    get(
        paths,
        "/tileMatrixSets",
        "getTileMatrixSetsList",
        words.get("link.tileMatrixSets"),
        false,
        words);
    get(
        paths,
        "/tileMatrixSets/{tileMatrixSetId}",
        "getTileMatrixSet",
        words.get("link.tileMatrixSet"),
        false,
        words);
    addTiles(paths, "/tiles", "all.dataset", words.get("title"), true, words);
  }

  @Override
  public void addPaths(ObjectNode paths, Collection collection, Words words) {
    String path = "/collections/" + collection.id() + "/tiles";
    String id = collection.id().replace('-', '_') + ".collection";
    addTiles(paths, path, id, words.title(collection), false, words);
  }

  /** Operations end as 20-057 wants it (table 11, /req/oas30/operation-id). */
  private static void addTiles(
      ObjectNode paths, String path, String id, String title, boolean several, Words words) {
    String before = title + " · ";
    String set = path + "/{tileMatrixSetId}";
    get(
        paths,
        path,
        id + ".vector.getTileSetsList",
        before + words.get("link.tilesets"),
        several,
        words);
    get(paths, set, id + ".vector.getTileSet", before + words.get("link.tileset"), several, words);
    String tile = set + "/{tileMatrix}/{tileRow}/{tileCol}";
    get(paths, tile, id + ".vector.getTile", before + words.get("link.tile"), several, words);
  }

  private static void get(
      ObjectNode paths, String path, String id, String summary, boolean several, Words words) {
    boolean tile = path.endsWith("{tileCol}");
    ObjectNode get = paths.putObject(path).putObject("get");
    get.put("operationId", id).put("summary", summary);
    ArrayNode parameters = get.putArray("parameters");
    for (String name : List.of("tileMatrixSetId", "tileMatrix", "tileRow", "tileCol")) {
      if (path.contains("{" + name + "}")) {
        parameter(parameters, name, "path").put("type", "string");
      }
    }
    if (several) {
      ObjectNode schema = parameter(parameters, "collections", "query").put("type", "array");
      schema.putObject("items").put("type", "string");
      ((ObjectNode) parameters.get(parameters.size() - 1))
          .put("style", "form")
          .put("explode", false);
    }
    ObjectNode f = parameter(parameters, "f", "query").put("type", "string");
    ArrayNode forms = f.putArray("enum");
    boolean tileset = path.endsWith("/tiles/{tileMatrixSetId}");
    (tile
            ? List.of("mvt")
            : tileset ? List.of("json", "html", "tilejson") : List.of("json", "html"))
        .forEach(forms::add);
    ObjectNode responses = get.putObject("responses");
    ObjectNode content =
        responses.putObject("200").put("description", summary).putObject("content");
    if (tile) {
      content.putObject(MVT).putObject("schema").put("type", "string").put("format", "binary");
      responses.putObject("204").put("description", words.get("api.emptyTile"));
    } else {
      content.putObject(Links.JSON).putObject("schema").put("$ref", "#/components/schemas/Any");
      content.putObject(Links.HTML).putObject("schema").put("type", "string");
    }
    responses.putObject("304").put("description", words.get("api.notModified"));
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
    ObjectNode node = parameters.addObject();
    node.put("name", name).put("in", in).put("description", name);
    return node.put("required", in.equals("path")).putObject("schema");
  }
}
