package org.jingtu.ogcapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Mapbox Vector Tiles by their specification 2.1, without a library that might err too. */
final class VectorTile {

  static final int POINT = 1;
  static final int POLYGON = 3;

  private VectorTile() {}

  /**
   * A feature.
   *
   * @param type {@link #POINT} or {@link #POLYGON}
   * @param parts points of each part, {x, y} on the tile's grid, y southwards; rings are not closed
   */
  record Feature(long id, int type, List<List<long[]>> parts, Map<String, Object> properties) {

    /** Twice the area of a ring by the surveyor's formula: positive where clockwise as drawn. */
    static long twiceArea(List<long[]> ring) {
      long sum = 0;
      for (int i = 0; i < ring.size(); i++) {
        long[] a = ring.get(i);
        long[] b = ring.get((i + 1) % ring.size());
        sum += a[0] * b[1] - b[0] * a[1];
      }
      return sum;
    }
  }

  /** One layer. */
  record Layer(String name, long version, long extent, Map<Long, Feature> features) {}

  /** The layers of a tile by name. */
  static Map<String, Layer> read(byte[] tile) {
    Map<String, Layer> layers = new java.util.LinkedHashMap<>();
    for (Field field : fields(ByteBuffer.wrap(tile))) {
      Layer layer = layer(field.bytes());
      if (layers.put(layer.name(), layer) != null) {
        throw new AssertionError("two layers " + layer.name()); // 4.1: names are unique
      }
    }
    return layers;
  }

  /** A field of a message: its number with a number, or with bytes. */
  private record Field(int number, long value, ByteBuffer bytes) {

    String text() {
      return StandardCharsets.UTF_8.decode(bytes).toString();
    }
  }

  private static List<Field> fields(ByteBuffer in) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >> 3);
      switch ((int) key & 7) {
        case 0 -> fields.add(new Field(number, varint(in), null));
        case 1 -> fields.add(new Field(number, in.getLong(), null));
        case 2 -> {
          int length = (int) varint(in);
          fields.add(new Field(number, 0, in.slice(in.position(), length)));
          in.position(in.position() + length);
        }
        case 5 -> fields.add(new Field(number, in.getInt(), null));
        default -> throw new AssertionError("wire type of " + key);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private static Layer layer(ByteBuffer in) {
    String name = "";
    long version = 0;
    long extent = 0;
    List<String> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    List<ByteBuffer> written = new ArrayList<>();
    for (Field field : fields(in)) {
      switch (field.number()) {
        case 1 -> name = field.text();
        case 2 -> written.add(field.bytes());
        case 3 -> keys.add(field.text());
        case 4 -> values.add(value(fields(field.bytes()).get(0)));
        case 5 -> extent = field.value();
        case 15 -> version = field.value();
        default -> throw new AssertionError("field " + field.number() + " of a layer");
      }
    }
    Map<Long, Feature> features = new TreeMap<>();
    for (ByteBuffer feature : written) {
      Feature read = feature(feature, keys, values);
      if (features.put(read.id(), read) != null) {
        throw new AssertionError("two features " + read.id());
      }
    }
    return new Layer(name, version, extent, features);
  }

  private static Object value(Field field) {
    return switch (field.number()) {
      case 1 -> field.text();
      case 2 -> (double) Float.intBitsToFloat((int) field.value());
      case 3 -> Double.longBitsToDouble(field.value());
      case 4, 5 -> field.value();
      case 6 -> zigzag(field.value());
      case 7 -> field.value() == 1;
      default -> throw new AssertionError("field " + field.number() + " of a value");
    };
  }

  private static Feature feature(ByteBuffer in, List<String> keys, List<Object> values) {
    long id = 0;
    int type = 0;
    List<List<long[]>> parts = List.of();
    Map<String, Object> properties = new TreeMap<>();
    for (Field field : fields(in)) {
      switch (field.number()) {
        case 1 -> id = field.value();
        case 2 -> {
          while (field.bytes().hasRemaining()) {
            String key = keys.get((int) varint(field.bytes()));
            properties.put(key, values.get((int) varint(field.bytes())));
          }
        }
        case 3 -> type = (int) field.value();
        case 4 -> parts = parts(field.bytes());
        default -> throw new AssertionError("field " + field.number() + " of a feature");
      }
    }
    return new Feature(id, type, parts, properties);
  }

  private static List<List<long[]>> parts(ByteBuffer in) {
    List<List<long[]>> parts = new ArrayList<>();
    long x = 0;
    long y = 0;
    while (in.hasRemaining()) {
      long command = varint(in);
      for (long i = command >> 3; i > 0 && (command & 7) != 7; i--) { // 7 closes a ring
        x += zigzag(varint(in));
        y += zigzag(varint(in));
        if ((command & 7) == 1) {
          parts.add(new ArrayList<>());
        }
        parts.get(parts.size() - 1).add(new long[] {x, y});
      }
    }
    return parts;
  }
}
