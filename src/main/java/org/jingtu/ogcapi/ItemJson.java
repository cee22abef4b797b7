package org.jingtu.ogcapi;

import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jingtu.catalog.Attribute;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes items as GeoJSON while they are read. What is known only at the end of a page (numbers,
 * the link to the next one) stands after the features.
 */
final class ItemJson implements ItemStore.Taker {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .build();

  private final ItemsQuery query;
  private final JsonGenerator out;
  private final WkbGeometry geometries;
  private long returned;

  ItemJson(OutputStream out, ItemsQuery query, OgcCrs systems) {
    this.query = query;
    this.out = JSON.createGenerator(out);
    this.geometries = new WkbGeometry(systems, query.crs());
  }

  void begin() {
    out.writeStartObject();
    out.writeStringProperty("type", "FeatureCollection");
    out.writeStringProperty("timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    out.writeArrayPropertyStart("features");
  }

  @Override
  public void take(ItemStore.Row row) {
    out.writeRaw('\n');
    out.writeStartObject();
    writeMembers(row);
    out.writeEndObject();
    if (++returned == 1) {
      out.flush(); // the caller sees that there is something, however much is to come
    }
  }

  private void writeMembers(ItemStore.Row row) {
    out.writeStringProperty("type", "Feature");
    out.writeStringProperty("id", Long.toString(row.feature()));
    out.writeName("geometry");
    byte[] wkb = row.wkb();
    if (wkb == null) {
      out.writeNull();
    } else {
      geometries.write(wkb, out);
    }
    out.writeObjectPropertyStart("properties");
    int index = 0;
    for (Attribute attribute : query.properties()) {
      out.writeName(attribute.name());
      writeValue(row.value(index++));
    }
    if (query.area()) {
      out.writeNumberProperty(ItemsQueryReader.AREA, row.areaSquareMetres());
    }
    out.writeEndObject();
  }

  private void writeValue(@Nullable Object value) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Long number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.writeNumber(number.doubleValue());
    } else {
      out.writeString(value.toString());
    }
  }

  long returned() {
    return returned;
  }

  /** Ends the page. */
  void end(long matched, Links links) {
    out.writeEndArray();
    out.writeNumberProperty("numberMatched", matched);
    out.writeNumberProperty("numberReturned", returned);
    writeLinks(links);
    out.writeEndObject();
    out.close();
  }

  /** Writes one item as a document of its own. */
  void one(ItemStore.Row row, Links links) {
    out.writeStartObject();
    writeMembers(row);
    writeLinks(links);
    out.writeEndObject();
    out.close();
  }

  private void writeLinks(Links links) {
    ObjectNode holder = JSON.createObjectNode();
    links.writeTo(holder);
    out.writePOJOProperty("links", holder.get("links"));
  }
}
