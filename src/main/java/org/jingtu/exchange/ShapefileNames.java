package org.jingtu.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;

/**
 * Names of at most ten bytes for the fields of a .dbf. An attribute gets the first of its aliases
 * that is short, ASCII and means this attribute only (the pinyin initials that the offices use), so
 * that an import knows it again; an extra value keeps its name where that is short enough.
 */
final class ShapefileNames {

  private static final int MOST_BYTES = 10;

  private final Collection collection;
  private final Charset charset;
  private final Set<String> taken = new HashSet<>();

  private ShapefileNames(Collection collection, Charset charset) {
    this.collection = collection;
    this.charset = charset;
  }

  /** One name a column, all different without regard to case. */
  static List<String> choose(Collection collection, List<ExportColumn> columns, Charset charset) {
    ShapefileNames names = new ShapefileNames(collection, charset);
    List<String> chosen = new ArrayList<>();
    for (ExportColumn column : columns) {
      chosen.add(
          column.extra()
              ? names.ofExtra(column.name())
              : names.ofAttribute(collection.attributes().get(column.attribute())));
    }
    return chosen;
  }

  private String ofAttribute(Attribute attribute) {
    return Stream.concat(
            attribute.aliases().stream(), Stream.of(attribute.name(), attribute.column()))
        .filter(name -> name.matches("[A-Za-z][A-Za-z0-9_]{0,9}"))
        .filter(name -> collection.findByField(name).filter(attribute::equals).isPresent())
        .map(name -> name.toUpperCase(Locale.ROOT))
        .filter(this::take)
        .findFirst()
        .orElseGet(() -> shorten(attribute.column().toUpperCase(Locale.ROOT)));
  }

  private String ofExtra(String name) {
    return bytes(name) <= MOST_BYTES && take(name) ? name : shorten(name);
  }

  /** The beginning of the name and a number. */
  private String shorten(String name) {
    for (int number = 1; ; number++) {
      String end = Integer.toString(number);
      int[] letters = name.codePoints().toArray();
      int count = letters.length;
      while (count > 0 && bytes(new String(letters, 0, count)) + end.length() > MOST_BYTES) {
        count--;
      }
      String shortened = new String(letters, 0, count) + end;
      if (collection.findByField(shortened).isEmpty() && take(shortened)) {
        return shortened;
      }
    }
  }

  private int bytes(String name) {
    return name.getBytes(charset.newEncoder().canEncode(name) ? charset : StandardCharsets.UTF_8)
        .length;
  }

  private boolean take(String name) {
    return taken.add(name.toUpperCase(Locale.ROOT));
  }
}
