package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Links of a document, absolute. */
final class Links {

  static final String JSON = "application/json";
  static final String HTML = "text/html";
  static final String GEO_JSON = "application/geo+json";
  static final String SCHEMA = "application/schema+json";
  static final String OPEN_API = "application/vnd.oai.openapi+json;version=3.0";

  /** Prefix of the relations that OGC registers. */
  static final String OGC = "http://www.opengis.net/def/rel/ogc/1.0/";

  private final String service;
  private final List<Link> all = new ArrayList<>();

  /**
   * @param service address of the service as the caller sees it, without a slash at its end
   */
  Links(String service) {
    this.service = service;
  }

  /** One link. */
  record Link(String href, String rel, String type, String title) {}

  /** Address of the whole service, where the page is. */
  String service() {
    return service;
  }

  /** Address under {@code /ogc}; the path begins with a slash, or is empty. */
  String href(String path) {
    return service + "/ogc" + path;
  }

  Links add(String path, String rel, String type, String title) {
    all.add(new Link(href(path), rel, type, title));
    return this;
  }

  /** This document and its other form. */
  Links addSelf(String path, Format format, String jsonType, Words words) {
    String type = format == Format.HTML ? HTML : jsonType;
    String other = format == Format.HTML ? jsonType : HTML;
    return add(with(path, format), "self", type, words.get("link.self"))
        .add(with(path, format.other()), "alternate", other, words.get("link.alternate"));
  }

  private static String with(String path, Format format) {
    return path + (path.contains("?") ? "&f=" : "?f=") + format.code();
  }

  @Nullable Link find(String rel) {
    return all.stream().filter(link -> link.rel().equals(rel)).findFirst().orElse(null);
  }

  List<Link> list() {
    return all;
  }

  /** The link to the queryables of a collection, as a header has it (19-079r2, queryables-link). */
  String queryablesHeader(String collection) {
    return "<%s>; rel=\"%squeryables\"; type=\"%s\""
        .formatted(href("/collections/" + collection + "/queryables?f=json"), OGC, SCHEMA);
  }

  void writeTo(ObjectNode document) {
    ArrayNode array = document.putArray("links");
    for (Link link : all) {
      array
          .addObject()
          .put("href", link.href())
          .put("rel", link.rel())
          .put("type", link.type())
          .put("title", link.title());
    }
  }
}
