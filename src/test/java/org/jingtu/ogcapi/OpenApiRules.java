package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Holds a document against OpenAPI 3.0.3, object by object: which members each may and must have
 * (sections 4.7.1 to 4.7.24), of which kind they are, and that every reference leads somewhere in
 * the document itself.
 */
final class OpenApiRules {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "array", "object");
  private static final Pattern TEMPLATE = Pattern.compile("\\{([^{}/]+)}");
  private static final String SCHEMA_MEMBERS =
      "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems"
          + " minItems uniqueItems maxProperties minProperties required enum type allOf oneOf anyOf not items"
          + " properties additionalProperties description format default nullable discriminator readOnly"
          + " writeOnly xml externalDocs example deprecated";

  private final JsonNode document;
  private final Set<String> operations = new TreeSet<>();

  private OpenApiRules(JsonNode document) {
    this.document = document;
  }

  /** Fails where the document is not as the specification says. */
  static void requireValid(JsonNode document) {
    new OpenApiRules(document).check();
  }

  private static void members(String at, JsonNode node, String required, String allowed) {
    assertThat(node.isObject()).as(at + " is an object").isTrue();
    Set<String> names = new TreeSet<>(node.propertyNames());
    if (!required.isEmpty()) {
      assertThat(names).as(at).contains(required.split(" "));
    }
    names.removeIf(name -> name.startsWith("x-"));
    names.removeAll(Set.of(required.split(" ")));
    assertThat(Set.of(allowed.split(" "))).as(at).containsAll(names);
  }

  private JsonNode resolved(String at, JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    String reference = node.path("$ref").asString();
    assertThat(reference).as(at).startsWith("#/");
    JsonNode target = document.at(reference.substring(1));
    assertThat(target.isMissingNode()).as(at + " " + reference).isFalse();
    return target;
  }

  private void check() {
    members(
        "document",
        document,
        "openapi info paths",
        "servers components security tags externalDocs");
    assertThat(document.path("openapi").asString()).matches("3\\.0\\.\\d+");
    members(
        "info",
        document.path("info"),
        "title version",
        "description termsOfService contact license");
    for (JsonNode server : document.path("servers")) {
      members("server", server, "url", "description variables");
    }
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path(path.getKey(), path.getValue());
    }
    JsonNode components = document.path("components");
    if (!components.isMissingNode()) {
      members(
          "components",
          components,
          "",
          "schemas responses parameters examples requestBodies headers securitySchemes links callbacks");
    }
    for (Map.Entry<String, JsonNode> schema : components.path("schemas").properties()) {
      assertThat(schema.getKey()).matches("[a-zA-Z0-9._-]+");
      schema("schema " + schema.getKey(), schema.getValue());
    }
    components.path("responses").properties().forEach(e -> response(e.getKey(), e.getValue()));
    components.path("parameters").properties().forEach(e -> parameter(e.getKey(), e.getValue()));
    for (JsonNode scheme : components.path("securitySchemes")) {
      members(
          "security",
          scheme,
          "type",
          "description name in scheme bearerFormat flows openIdConnectUrl");
    }
    requireSchemes(document.path("security"));
  }

  private void requireSchemes(JsonNode security) {
    for (JsonNode one : security) {
      assertThat(document.path("components").path("securitySchemes").propertyNames())
          .containsAll(one.propertyNames());
    }
  }

  private void path(String path, JsonNode item) {
    assertThat(path).startsWith("/");
    Set<String> expected = new TreeSet<>();
    for (Matcher names = TEMPLATE.matcher(path); names.find(); ) {
      assertThat(expected.add(names.group(1))).as(path).isTrue();
    }
    for (Map.Entry<String, JsonNode> operation : item.properties()) {
      assertThat(METHODS).as(path).contains(operation.getKey());
      operation(operation.getKey() + " " + path, operation.getValue(), expected);
    }
  }

  private void operation(String at, JsonNode operation, Set<String> inPath) {
    members(
        at,
        operation,
        "responses",
        "tags summary description externalDocs operationId parameters requestBody callbacks deprecated security servers");
    assertThat(operations.add(operation.path("operationId").asString())).as(at).isTrue();
    Set<String> seen = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (JsonNode given : operation.path("parameters")) {
      JsonNode parameter = resolved(at, given);
      parameter(at, parameter);
      String in = parameter.path("in").asString();
      String name = parameter.path("name").asString();
      assertThat(seen.add(in + " " + name)).as(at + " " + name).isTrue();
      if (in.equals("path")) {
        found.add(name);
      }
    }
    assertThat(found).as(at).isEqualTo(inPath);
    if (operation.has("requestBody")) {
      JsonNode body = resolved(at, operation.path("requestBody"));
      members(at, body, "content", "description required");
      content(at, body.path("content"));
    }
    assertThat(operation.path("responses").isEmpty()).as(at).isFalse();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      assertThat(answer.getKey()).as(at).matches("[1-5]([0-9]{2}|XX)|default");
      response(at, resolved(at, answer.getValue()));
    }
    requireSchemes(operation.path("security"));
  }

  private void parameter(String at, JsonNode parameter) {
    members(
        at,
        parameter,
        "name in",
        "description required deprecated allowEmptyValue style explode allowReserved schema example examples content");
    String in = parameter.path("in").asString();
    assertThat(Set.of("query", "header", "path", "cookie")).as(at).contains(in);
    assertThat(parameter.path("required").asBoolean(false) || !in.equals("path")).as(at).isTrue();
    assertThat(parameter.has("schema") != parameter.has("content")).as(at).isTrue();
    content(at, parameter.path("content"));
    if (parameter.has("schema")) {
      schema(at + " " + parameter.path("name").asString(), parameter.path("schema"));
    }
  }

  private void response(String at, JsonNode response) {
    members(at, response, "description", "headers content links");
    content(at, response.path("content"));
    for (JsonNode header : response.path("headers")) {
      members(
          at,
          resolved(at, header),
          "",
          "description required deprecated style explode schema content example");
    }
  }

  private void content(String at, JsonNode content) {
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      assertThat(type.getKey()).as(at).matches("[a-z*]+/[-+.*a-z0-9]+(;.*)?");
      members(at, type.getValue(), "", "schema example examples encoding");
      if (type.getValue().has("schema")) {
        schema(at, type.getValue().path("schema"));
      }
    }
  }

  private void schema(String at, JsonNode schema) {
    if (schema.has("$ref")) {
      resolved(at, schema);
      return;
    }
    members(at, schema, "", SCHEMA_MEMBERS);
    String type = schema.path("type").asString("");
    assertThat(type.isEmpty() || TYPES.contains(type)).as(at + " " + type).isTrue();
    assertThat(schema.has("items") || !type.equals("array"))
        .as(at + ": an array has items")
        .isTrue();
    for (String list : Set.of("allOf", "oneOf", "anyOf")) {
      for (JsonNode part : schema.path(list)) {
        schema(at + "/" + list, part);
      }
    }
    for (String bound : Set.of("minimum", "maximum", "multipleOf")) {
      assertThat(!schema.has(bound) || schema.path(bound).isNumber()).as(at).isTrue();
    }
    for (String flag : Set.of("exclusiveMinimum", "exclusiveMaximum", "nullable")) {
      assertThat(!schema.has(flag) || schema.path(flag).isBoolean()).as(at).isTrue();
    }
    for (String name : Set.of("enum", "required")) {
      assertThat(!schema.has(name) || schema.path(name).isArray() && !schema.path(name).isEmpty())
          .as(at)
          .isTrue();
    }
    for (String one : Set.of("items", "not")) {
      if (schema.has(one)) {
        schema(at + "/" + one, schema.path(one));
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(e -> schema(at + "/" + e.getKey(), e.getValue()));
    if (schema.path("additionalProperties").isObject()) {
      schema(at + "/*", schema.path("additionalProperties"));
    }
  }
}
