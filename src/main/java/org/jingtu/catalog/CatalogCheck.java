package org.jingtu.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Compares the catalogue with the migrated tables, so that neither can drift from the other. */
@Component
@DependsOnDatabaseInitialization
class CatalogCheck {

  private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'::text");

  private final JdbcTemplate jdbc;

  CatalogCheck(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Requires that every collection has its table, and every table of the registry its collection,
   * with the same columns, types, obligations and codes.
   *
   * @throws CatalogMismatch naming every difference
   */
  void requireTables(List<Collection> collections) {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> registered = new HashMap<>();
    jdbc.query(
        "select collection, number from dataset",
        rs -> {
          registered.put(rs.getString(1), rs.getInt(2));
        });
    for (Collection collection : collections) {
      Integer number = registered.remove(collection.id());
      if (number == null) {
        differences.add(collection.id() + ".yaml: no migration registers this collection");
      } else if (number != collection.number()) {
        differences.add(
            collection.id() + ".yaml: number " + collection.number() + ", migrated as " + number);
      } else {
        compareColumns(collection, differences);
        compareCodes(collection, differences);
      }
    }
    registered
        .keySet()
        .forEach(id -> differences.add("table of " + id + " has no " + id + ".yaml"));
    if (!differences.isEmpty()) {
      throw new CatalogMismatch(String.join("\n", differences));
    }
  }

  private record Column(String type, boolean nullable) {}

  private void compareColumns(Collection collection, List<String> differences) {
    Map<String, Column> columns = new HashMap<>();
    jdbc.query(
        """
        select column_name, data_type, is_nullable = 'YES'
        from information_schema.columns
        where table_schema = current_schema() and table_name = ?
        """,
        rs -> {
          columns.put(rs.getString(1), new Column(rs.getString(2), rs.getBoolean(3)));
        },
        collection.table());
    for (String name :
        List.of(
            "feature",
            "since",
            "until",
            "geom",
            "source_srid",
            "area_square_metres",
            "extra",
            "import_job")) {
      if (columns.remove(name) == null) {
        differences.add(
            collection.id() + ": table " + collection.table() + " has no column " + name);
      }
    }
    for (Attribute attribute : collection.attributes()) {
      Column column = columns.remove(attribute.column());
      String where = collection.id() + ".yaml, attribute " + attribute.name() + ": ";
      if (column == null) {
        differences.add(where + "no column " + attribute.column());
      } else if (!column.type().equals(sqlType(attribute.type()))) {
        differences.add(where + "type " + attribute.type() + ", column is " + column.type());
      } else if (column.nullable() == attribute.required()) {
        differences.add(
            where + "required is " + attribute.required() + ", the column says otherwise");
      }
    }
    columns
        .keySet()
        .forEach(c -> differences.add(collection.id() + ".yaml has no attribute for column " + c));
  }

  private static String sqlType(Attribute.Type type) {
    return switch (type) {
      case TEXT, CODE -> "text";
      case BOOLEAN -> "boolean";
      case INTEGER -> "bigint";
      case DECIMAL -> "double precision";
      case DATE -> "date";
    };
  }

  /** A closed code list must be the same in the YAML and in the check of the column. */
  private void compareCodes(Collection collection, List<String> differences) {
    Map<String, Set<String>> checked = new HashMap<>();
    jdbc.query(
        """
        select a.attname, pg_get_constraintdef(c.oid)
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.conrelid = cast(? as regclass) and c.contype = 'c' and cardinality(c.conkey) = 1
        """,
        rs -> {
          Set<String> values = checked.computeIfAbsent(rs.getString(1), k -> new HashSet<>());
          Matcher literal = LITERAL.matcher(rs.getString(2));
          while (literal.find()) {
            values.add(literal.group(1));
          }
        },
        collection.table());
    for (Attribute attribute : collection.attributes()) {
      if (attribute.type() == Attribute.Type.CODE && !attribute.openCodes()) {
        Set<String> codes = new HashSet<>();
        attribute.codes().forEach(c -> codes.add(c.value()));
        Set<String> values = checked.getOrDefault(attribute.column(), Set.of());
        if (!codes.equals(values)) {
          differences.add(
              collection.id()
                  + ".yaml, attribute "
                  + attribute.name()
                  + ": codes "
                  + codes
                  + ", the column's check allows "
                  + values);
        }
      }
    }
  }
}
