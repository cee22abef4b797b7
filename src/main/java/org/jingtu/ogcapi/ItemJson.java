package org.jingtu.ogcapi;

import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes items as GeoJSON while they are read, from the bytes of the database into the bytes of the
 * answer. What is known only at the end of a page (numbers, the link to the next one) stands after
 * the features.
 */
final class ItemJson {

  private static final byte[] BEGIN =
      JsonBytes.bytes("{\"type\":\"FeatureCollection\",\"timeStamp\":\"");
  private static final byte[] FEATURES = JsonBytes.bytes("\",\"features\":[");
  private static final byte[] FEATURE = JsonBytes.bytes("\n{\"type\":\"Feature\",\"id\":\"");
  private static final byte[] GEOMETRY = JsonBytes.bytes("\",\"geometry\":");
  private static final byte[] PROPERTIES = JsonBytes.bytes(",\"properties\":{");
  private static final byte[] NULL = JsonBytes.bytes("null");
  private static final byte[] TRUE = JsonBytes.bytes("true");
  private static final byte[] FALSE = JsonBytes.bytes("false");
  private static final byte[] MATCHED = JsonBytes.bytes("\n],\"numberMatched\":");
  private static final byte[] RETURNED = JsonBytes.bytes(",\"numberReturned\":");
  private static final byte[] LINKS = JsonBytes.bytes(",\"links\":");

  private final ItemsQuery query;
  private final JsonBytes out;
  private final WkbGeometry geometries;
  private final byte[][] names;
  private final byte[] area;
  private long returned;

  ItemJson(OutputStream out, ItemsQuery query, OgcCrs systems) {
    this.query = query;
    this.out = new JsonBytes(out);
    this.geometries = new WkbGeometry(systems, query.crs());
    this.names = new byte[query.properties().size()][];
    for (int i = 0; i < names.length; i++) {
      names[i] = name(query.properties().get(i).name(), i);
    }
    this.area = name(ItemsQueryReader.AREA, names.length);
  }

  /** Names of attributes are letters and digits: nothing in them is to be escaped. */
  private static byte[] name(String name, int index) {
    return JsonBytes.bytes((index == 0 ? "\"" : ",\"") + name + "\":");
  }

  void begin() {
    out.raw(BEGIN);
    out.raw(JsonBytes.bytes(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    out.raw(FEATURES);
  }

  void take(ItemRow row) {
    if (returned > 0) {
      out.raw(',');
    }
    writeMembers(row);
    out.raw('}');
    if (++returned == ItemStore.FIRST_ROWS) {
      out.flush(); // the caller has what the database gave first, however much is to come
    }
  }

  private void writeMembers(ItemRow row) {
    out.raw(FEATURE).number(row.feature()).raw(GEOMETRY);
    byte[] wkb = row.wkb();
    if (wkb == null) {
      out.raw(NULL);
    } else {
      geometries.write(wkb, out);
    }
    out.raw(PROPERTIES);
    for (int i = 0; i < names.length; i++) {
      out.raw(names[i]);
      writeValue(row.values()[i]);
    }
    if (query.area()) {
      out.raw(area).decimal(row.areaSquareMetres());
    }
    out.raw('}');
  }

  private void writeValue(@Nullable Object value) {
    if (value == null) {
      out.raw(NULL);
    } else if (value instanceof byte[] text) {
      out.text(text);
    } else if (value instanceof Boolean truth) {
      out.raw(truth ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      out.number(number.longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.decimal(number.doubleValue());
    } else {
      out.text(value.toString());
    }
  }

  long returned() {
    return returned;
  }

  /** Ends the page. */
  void end(long matched, Links links) {
    out.raw(MATCHED).number(matched).raw(RETURNED).number(returned);
    writeLinks(links);
    out.raw('}').end();
  }

  /** Writes one item as a document of its own. */
  void one(ItemRow row, Links links) {
    writeMembers(row);
    writeLinks(links);
    out.raw('}').end();
  }

  private void writeLinks(Links links) {
    ObjectNode holder = JsonMapper.shared().createObjectNode();
    links.writeTo(holder);
    out.raw(LINKS).raw(JsonBytes.bytes(holder.get("links").toString()));
  }
}
