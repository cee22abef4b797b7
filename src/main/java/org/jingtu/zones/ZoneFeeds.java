package org.jingtu.zones;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Announced zones as GeoJSON, Atom (RFC 4287) and JSON Feed 1.1. */
@Component
class ZoneFeeds {

  private static final String TITLE = "管控区域与地下水重点区公告";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private final JsonMapper json;

  ZoneFeeds(JsonMapper json) {
    this.json = json;
  }

  ObjectNode collection(List<PublicZones.Notice> notices) {
    ObjectNode node = json.createObjectNode();
    node.put("type", "FeatureCollection");
    ArrayNode features = node.putArray("features");
    notices.forEach(n -> features.add(feature(n)));
    node.put("numberReturned", notices.size());
    if (notices.size() == PublicZones.MOST) {
      node.put("next", notices.get(notices.size() - 1).id());
    }
    return node;
  }

  ObjectNode feature(PublicZones.Notice notice) {
    ObjectNode node = json.createObjectNode();
    node.put("type", "Feature");
    node.put("id", notice.id());
    node.set("geometry", GeoJson.writeGeometry(notice.geometry()));
    ObjectNode properties = node.putObject("properties");
    properties.put("collection", notice.collection());
    properties.put("state", notice.state().name());
    properties.put("inForce", notice.state() == ZoneState.IN_FORCE);
    properties.put("code", notice.code());
    properties.put("name", notice.name());
    properties.put("adcode", notice.adcode());
    if (notice.siteCode() != null) {
      properties.put("siteCode", notice.siteCode());
    }
    properties.put("announcedHere", notice.isAnnouncedHere());
    properties.put("announcementNo", notice.announcementNo());
    properties.put("announcedOn", text(notice.announcedOn()));
    properties.put("inForceFrom", text(notice.inForceFrom()));
    properties.put("inForceTo", text(notice.inForceTo()));
    properties.put("text", notice.text());
    properties.put("requirements", notice.requirements());
    properties.set("signposts", json.valueToTree(notice.signposts()));
    properties.set("monitoring", json.valueToTree(notice.monitoring()));
    properties.put("areaSquareMetres", notice.areaSquareMetres());
    properties.put("areaMu", notice.areaSquareMetres() * 3 / 2000);
    return node;
  }

  ObjectNode jsonFeed(List<PublicZones.Notice> notices, String base) {
    ObjectNode node = json.createObjectNode();
    node.put("version", "https://jsonfeed.org/version/1.1");
    node.put("title", TITLE);
    node.put("language", "zh-CN");
    node.put("feed_url", base + "/feed.json");
    ArrayNode items = node.putArray("items");
    for (PublicZones.Notice notice : newestFirst(notices)) {
      ObjectNode item = items.addObject();
      item.put("id", urn(notice));
      item.put("url", page(base, notice));
      item.put("title", notice.title());
      item.put("content_text", content(notice));
      item.put("date_published", published(notice).toString());
      item.put("date_modified", notice.changedAt().toString());
      item.set("_geometry", GeoJson.writeGeometry(notice.geometry()));
    }
    return node;
  }

  byte[] atom(List<PublicZones.Notice> notices, String base) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(ATOM);
      element(xml, "id", "urn:jingtu:zones");
      element(xml, "title", TITLE);
      element(
          xml,
          "updated",
          notices.stream()
              .map(PublicZones.Notice::changedAt)
              .max(Comparator.naturalOrder())
              .orElse(Instant.EPOCH)
              .toString());
      link(xml, "self", base + "/feed.atom");
      xml.writeStartElement("author");
      element(xml, "name", "生态环境主管部门");
      xml.writeEndElement();
      for (PublicZones.Notice notice : newestFirst(notices)) {
        entry(xml, notice, base);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed could not be written", e);
    }
    return out.toByteArray();
  }

  private static void entry(XMLStreamWriter xml, PublicZones.Notice notice, String base)
      throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", urn(notice));
    element(xml, "title", notice.title());
    element(xml, "published", published(notice).toString());
    element(xml, "updated", notice.changedAt().toString());
    link(xml, "alternate", page(base, notice));
    element(xml, "content", content(notice));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    // characters that XML cannot hold would make the whole feed unreadable
    xml.writeCharacters(
        text.replaceAll(
            "[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", ""));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String address)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
  }

  private static List<PublicZones.Notice> newestFirst(List<PublicZones.Notice> notices) {
    return notices.stream()
        .sorted(Comparator.comparing(PublicZones.Notice::changedAt).reversed())
        .toList();
  }

  private static String urn(PublicZones.Notice notice) {
    return "urn:jingtu:zone:" + notice.id();
  }

  private static String page(String base, PublicZones.Notice notice) {
    return base + "/" + notice.id() + "/notice.html";
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  /** The announcement; of a zone that was announced elsewhere what is restricted there. */
  private static String content(PublicZones.Notice notice) {
    String text = notice.text() == null ? notice.requirements() : notice.text();
    return text == null ? notice.title() : text;
  }

  private static Instant published(PublicZones.Notice notice) {
    LocalDate day = notice.announcedOn();
    return day == null ? notice.changedAt() : day.atStartOfDay(Zones.CHINA).toInstant();
  }
}
