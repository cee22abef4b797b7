package org.jingtu.ogcapi;

import java.util.List;
import org.jingtu.catalog.Collection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.0 description of this API as the present caller may use it. It refers to nothing
 * outside of itself.
 */
@Component
class OpenApiDocument {

  private static final List<String> WAYS_TO_SIGN_IN = List.of("basic", "bearer");

  private final List<OgcPart> parts;
  private final OgcCollections collections;
  private final OgcCrs systems;

  OpenApiDocument(List<OgcPart> parts, OgcCollections collections, OgcCrs systems) {
    this.parts = parts;
    this.collections = collections;
    this.systems = systems;
  }

  /** The whole document. */
  ObjectNode describe(List<Collection> known, Links links, Words words) {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.put("openapi", "3.0.3");
    document
        .putObject("info")
        .put("title", words.get("title"))
        .put("description", words.get("description"))
        .put("version", "1.0.0");
    document.putArray("servers").addObject().put("url", links.href(""));
    ObjectNode paths = document.putObject("paths");
    addService(paths, words);
    for (Collection collection : known) {
      addCollection(paths, collection, words);
      parts.forEach(part -> part.addPaths(paths, collection, words));
    }
    parts.forEach(part -> part.addPaths(paths, words));
    addComponents(document.putObject("components"));
    ArrayNode security = document.putArray("security");
    security.addObject(); // what is published needs no sign-in
    WAYS_TO_SIGN_IN.forEach(way -> security.addObject().putArray(way));
    return document;
  }

  private static void addService(ObjectNode paths, Words words) {
    get(paths, "/", "landing", words.get("title"), "Links", Links.JSON, words);
    get(
        paths,
        "/conformance",
        "conformance",
        words.get("link.conformance"),
        "Conformance",
        Links.JSON,
        words);
    get(paths, "/api", "api", words.get("link.api"), "Any", Links.OPEN_API, words);
    get(
        paths,
        "/collections",
        "collections",
        words.get("link.data"),
        "Collections",
        Links.JSON,
        words);
  }

  private static ObjectNode get(
      ObjectNode paths,
      String path,
      String id,
      String summary,
      String schema,
      String type,
      Words words) {
    ObjectNode get =
        paths.withObject("/" + path.replace("~", "~0").replace("/", "~1")).putObject("get");
    get.put("operationId", id).put("summary", summary);
    get.putArray("parameters").addObject().put("$ref", "#/components/parameters/f");
    answer(get, "200", summary, schema, type, words);
    return get;
  }

  private static void answer(
      ObjectNode operation,
      String status,
      String description,
      String schema,
      String type,
      Words words) {
    ObjectNode responses = operation.withObject("/responses");
    ObjectNode answer = responses.putObject(status).put("description", description);
    ObjectNode content = answer.putObject("content");
    content.putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + schema);
    content.putObject(Links.HTML).putObject("schema").put("type", "string");
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
    responses.putObject("304").put("description", words.get("api.notModified"));
  }

  private void addCollection(ObjectNode paths, Collection collection, Words words) {
    String path = "/collections/" + collection.id();
    String id = collection.id().replace('-', '_');
    String title = words.title(collection);
    get(paths, path, "collection_" + id, title, "Collection", Links.JSON, words);
    for (String schema : List.of("queryables", "sortables", "schema")) {
      String summary = title + " · " + words.get("link." + schema);
      get(paths, path + "/" + schema, schema + "_" + id, summary, "Any", Links.SCHEMA, words);
    }
    String items = path + "/items";
    ObjectNode list =
        get(
            paths,
            items,
            "items_" + id,
            title + " · " + words.get("link.items"),
            "Items",
            Links.GEO_JSON,
            words);
    OpenApiParameters.addTo(list, collection, words);
    ObjectNode one =
        get(paths, items + "/{featureId}", "item_" + id, title, "Item", Links.GEO_JSON, words);
    one.withArray("parameters").addObject().put("$ref", "#/components/parameters/featureId");
    one.withArray("parameters").addObject().put("$ref", "#/components/parameters/crs");
    one.withArray("parameters").addObject().put("$ref", "#/components/parameters/asOf");
    if (collections.mayWrite(collection)) {
      addEdits(paths, items, id, title, words);
    }
  }

  private static void addEdits(
      ObjectNode paths, String items, String id, String title, Words words) {
    ObjectNode list = (ObjectNode) paths.get(items);
    edit(
        list,
        "post",
        "create_" + id,
        title + " · " + words.get("api.create"),
        false,
        Links.GEO_JSON,
        "201");
    ObjectNode one = (ObjectNode) paths.get(items + "/{featureId}");
    edit(
        one,
        "put",
        "replace_" + id,
        title + " · " + words.get("api.replace"),
        true,
        Links.GEO_JSON,
        "204");
    edit(
        one,
        "patch",
        "update_" + id,
        title + " · " + words.get("api.update"),
        true,
        "application/merge-patch+json",
        "204");
    edit(one, "delete", "delete_" + id, title + " · " + words.get("api.delete"), true, "", "204");
  }

  private static void edit(
      ObjectNode path,
      String method,
      String id,
      String summary,
      boolean one,
      String body,
      String status) {
    ObjectNode operation = path.putObject(method).put("operationId", id).put("summary", summary);
    if (one) {
      operation
          .withArray("parameters")
          .addObject()
          .put("$ref", "#/components/parameters/featureId");
      operation.withArray("parameters").addObject().put("$ref", "#/components/parameters/ifMatch");
    }
    if (!body.isEmpty()) {
      operation
          .withArray("parameters")
          .addObject()
          .put("$ref", "#/components/parameters/contentCrs");
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject(body)
          .putObject("schema")
          .put("$ref", "#/components/schemas/Item");
    }
    ObjectNode responses = operation.putObject("responses");
    responses.putObject(status).put("description", summary);
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
  }

  private void addComponents(ObjectNode components) {
    OpenApiParameters.addComponents(components.putObject("parameters"), systems);
    OpenApiSchemas.addTo(components.putObject("schemas"));
    ObjectNode problem = components.putObject("responses").putObject("Problem");
    problem
        .put("description", "RFC 9457")
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    ObjectNode schemes = components.putObject("securitySchemes");
    WAYS_TO_SIGN_IN.forEach(way -> schemes.putObject(way).put("type", "http").put("scheme", way));
  }
}
