package org.jingtu.ogcapi;

import java.time.LocalDate;
import java.util.List;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents about the service and its collections as JSON. */
@Component
class OgcDocuments {

  private final List<OgcPart> parts;
  private final OgcItems items;
  private final OgcCrs systems;
  private final JsonMapper json = JsonMapper.shared();

  OgcDocuments(List<OgcPart> parts, OgcItems items, OgcCrs systems) {
    this.parts = parts;
    this.items = items;
    this.systems = systems;
  }

  /** Links of the landing page. */
  Links landing(Links links, Format format, Words words) {
    links
        .addSelf("", format, Links.JSON, words)
        .add("/api?f=json", "service-desc", Links.OPEN_API, words.get("link.api"))
        .add("/api?f=html", "service-doc", Links.HTML, words.get("link.api"))
        .add("/conformance", "conformance", Links.JSON, words.get("link.conformance"))
        .add("/conformance", Links.OGC + "conformance", Links.JSON, words.get("link.conformance"));
    parts.forEach(part -> part.addLandingLinks(links, words));
    return links;
  }

  ObjectNode landing(Links links, Words words) {
    ObjectNode document = json.createObjectNode();
    document.put("title", words.get("title")).put("description", words.get("description"));
    links.writeTo(document);
    return document;
  }

  ObjectNode conformance() {
    ObjectNode document = json.createObjectNode();
    ArrayNode classes = document.putArray("conformsTo");
    parts.forEach(part -> part.conformanceClasses().forEach(classes::add));
    return document;
  }

  ObjectNode collections(List<Collection> collections, Links links, Words words) {
    ObjectNode document = json.createObjectNode();
    links.writeTo(document);
    ArrayNode array = document.putArray("collections");
    for (Collection collection : collections) {
      Links own = new Links(links.service());
      own.add(
          "/collections/" + collection.id() + "?f=json",
          "self",
          Links.JSON,
          words.get("link.collection"));
      array.add(collection(collection, own, words));
    }
    ArrayNode crs = document.putArray("crs");
    systems.listUris().forEach(crs::add);
    return document;
  }

  /**
   * A collection.
   *
   * @param links where its own links go, those to itself already there
   */
  ObjectNode collection(Collection collection, Links links, Words words) {
    parts.forEach(part -> part.addCollectionLinks(links, collection, words));
    ItemStore.Summary summary = items.summary(collection);
    ObjectNode node = json.createObjectNode();
    node.put("id", collection.id());
    node.put("title", words.title(collection));
    node.put("description", words.otherTitle(collection));
    node.put("itemType", "feature");
    writeExtent(node.putObject("extent"), summary);
    ArrayNode crs = node.putArray("crs");
    systems.listUris().forEach(crs::add);
    node.put("storageCrs", OgcCrs.STORAGE);
    node.put("dataVersion", summary.version());
    links.writeTo(node);
    return node;
  }

  private static void writeExtent(ObjectNode extent, ItemStore.Summary summary) {
    double[] box = summary.extent();
    if (box != null) {
      ObjectNode spatial = extent.putObject("spatial");
      ArrayNode sides = spatial.putArray("bbox").addArray();
      for (double side : box) {
        sides.add(side);
      }
      spatial.put("crs", OgcCrs.CRS84);
    }
    if (summary.from() != null || summary.to() != null) {
      ObjectNode temporal = extent.putObject("temporal");
      temporal
          .putArray("interval")
          .addArray()
          .add(instant(summary.from()))
          .add(instant(summary.to()));
      temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
    }
  }

  private static @Nullable String instant(@Nullable LocalDate date) {
    return date == null ? null : date + "T00:00:00Z";
  }
}
