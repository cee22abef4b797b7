package org.jingtu.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How much room the values of a selection take, for formats that must say it before the rows. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FieldWidths {

  private final JdbcTemplate jdbc;

  FieldWidths(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** What the values of a field have in common. */
  public enum Kind {
    /** Texts, or values of several kinds, which are then written as texts. */
    TEXT,
    /** Numbers. */
    NUMBER,
    /** Truth values. */
    BOOLEAN
  }

  /**
   * Room that a field needs.
   *
   * @param bytes longest text in bytes of UTF-8
   * @param wholeDigits longest number before its point, with sign
   * @param decimals most digits after the point
   */
  public record Width(Kind kind, int bytes, int wholeDigits, int decimals) {}

  /** Widths of the attributes that are texts or numbers, by attribute name. */
  public Map<String, Width> ofAttributes(Collection collection, Selection selection) {
    List<String> figures = new ArrayList<>();
    for (Attribute a : collection.attributes()) {
      String column = "t." + a.column();
      switch (a.type()) {
        case TEXT, CODE -> figures.add("max(octet_length(%s)), 0, 0".formatted(column));
        case INTEGER, DECIMAL -> figures.add(numberFigures(column + "::text"));
        case BOOLEAN, DATE -> figures.add("0, 0, 0");
      }
    }
    Map<String, Width> widths = new LinkedHashMap<>();
    jdbc.query(
        "select %s from %s t where %s"
            .formatted(String.join(", ", figures), collection.table(), selection.where()),
        rs -> {
          int column = 1;
          for (Attribute a : collection.attributes()) {
            Kind kind =
                a.type() == Attribute.Type.INTEGER || a.type() == Attribute.Type.DECIMAL
                    ? Kind.NUMBER
                    : Kind.TEXT;
            widths.put(
                a.name(),
                new Width(kind, rs.getInt(column), rs.getInt(column + 1), rs.getInt(column + 2)));
            column += 3;
          }
        },
        selection.parameters().toArray());
    return widths;
  }

  /**
   * The fields of the extra values and their widths, by field name. jsonb writes a number with all
   * its digits and never with an exponent, so its text tells its digits.
   */
  public Map<String, Width> ofExtra(Collection collection, Selection selection) {
    Map<String, Width> widths = new LinkedHashMap<>();
    jdbc.query(
        """
        select key,
               case when bool_and(kind = 'number') then 'number'
                    when bool_and(kind = 'boolean') then 'boolean' else 'text' end,
               max(octet_length(value)),
               max(length(split_part(value, '.', 1)) + 1) filter (where kind = 'number'),
               max(length(split_part(value, '.', 2))) filter (where kind = 'number')
        from (select e.key, jsonb_typeof(e.value) as kind, e.value #>> '{}' as value
              from %s t cross join lateral jsonb_each(t.extra) e
              where jsonb_typeof(e.value) <> 'null' and %s) v
        group by key order by key
        """
            .formatted(collection.table(), selection.where()),
        rs -> {
          Kind kind =
              switch (rs.getString(2)) {
                case "number" -> Kind.NUMBER;
                case "boolean" -> Kind.BOOLEAN;
                default -> Kind.TEXT;
              };
          widths.put(rs.getString(1), new Width(kind, rs.getInt(3), rs.getInt(4), rs.getInt(5)));
        },
        selection.parameters().toArray());
    return widths;
  }

  /** Bytes, digits before the point (and a sign), digits after it; {@code text} is a number. */
  private static String numberFigures(String text) {
    return "max(octet_length(%s)), max(length(trunc((%s)::numeric)::text)) + 1, max(scale((%s)::numeric))"
        .formatted(text, text, text);
  }
}
