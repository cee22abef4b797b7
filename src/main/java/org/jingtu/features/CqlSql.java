package org.jingtu.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CqlNode.Items;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Property;
import org.jingtu.features.CqlNode.Value;
import org.jingtu.geo.Validity;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.io.WKBWriter;

/** Writes a filter as a condition on the collection's table {@code t}. */
final class CqlSql {

  /** What a part of a filter yields. */
  enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    GEOMETRY
  }

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** All but the disjoint look into the spatial index by themselves. */
  private static final Map<String, String> RELATIONS =
      Map.of(
          "s_intersects", "st_intersects",
          "s_equals", "st_equals",
          "s_disjoint", "st_disjoint",
          "s_touches", "st_touches",
          "s_within", "st_within",
          "s_overlaps", "st_overlaps",
          "s_crosses", "st_crosses",
          "s_contains", "st_contains");

  private final FilterGeometries literals;
  private final CqlScalars scalars;
  private final CqlTimes times;

  /**
   * @param literals turns geometries, as they were written, into EPSG:4490 longitude first
   */
  CqlSql(Collection collection, FilterGeometries literals) {
    this.literals = literals;
    this.scalars = new CqlScalars(collection, this::condition);
    this.times = new CqlTimes(scalars);
  }

  /** The condition that a node states. */
  CqlFragment condition(CqlNode node) {
    if (node instanceof Value value && value.value() instanceof Boolean truth) {
      return CqlFragment.of(truth);
    }
    if (node instanceof Property) {
      CqlScalars.Scalar scalar = scalars.of(node, null);
      if (scalar.type() == Type.BOOLEAN) {
        return scalar.sql();
      }
    }
    if (node instanceof Op op) {
      return condition(op);
    }
    throw FilterRefused.unsupported(CqlScalars.shown(node));
  }

  private CqlFragment condition(Op op) {
    String name = op.name();
    if (name.equals("and") || name.equals("or")) {
      if (op.arguments().size() < 2) {
        throw FilterRefused.syntax(name + "()");
      }
      return CqlFragment.joined(
          op.arguments().stream().map(this::condition).toList(), " " + name + " ");
    }
    if (COMPARISONS.contains(name)) {
      return compare(op.requireArguments(2));
    }
    if (RELATIONS.containsKey(name)) {
      return relate(op.requireArguments(2));
    }
    return switch (name) {
      case "not" -> CqlFragment.of("not (", condition(op.requireArguments(1).argument(0)), ")");
      case "isnull" -> isNull(op.requireArguments(1));
      case "between" -> between(op.requireArguments(3));
      case "in" -> in(op.requireArguments(2));
      case "like" -> like(op.requireArguments(2));
      default -> {
        if (name.startsWith("t_")) {
          yield times.relate(op);
        }
        throw FilterRefused.unsupported(CqlScalars.shown(op));
      }
    };
  }

  /** Places and intervals that are written out are never null, if they are such. */
  private CqlFragment isNull(Op op) {
    CqlNode node = op.argument(0);
    if (node instanceof CqlNode.Span span) {
      times.requireBounds(op, span);
      return CqlFragment.of(false);
    }
    if (node instanceof CqlNode.Box
        || node instanceof Value value && value.value() instanceof Geometry) {
      return CqlFragment.of(geometry(op, node, true), " is null");
    }
    return CqlFragment.of(scalars.of(node, null).sql(), " is null");
  }

  private CqlFragment compare(Op op) {
    List<CqlScalars.Scalar> sides = scalars.comparable(op, op.argument(0), op.argument(1));
    boolean ordered = !op.name().equals("=") && !op.name().equals("<>");
    if (ordered && sides.get(0).type() == Type.BOOLEAN) {
      throw FilterRefused.unsupported(CqlScalars.shown(op));
    }
    return CqlFragment.of(sides.get(0).sql(), " ", op.name(), " ", sides.get(1).sql());
  }

  private CqlFragment between(Op op) {
    List<CqlScalars.Scalar> sides =
        scalars.comparable(op, op.argument(0), op.argument(1), op.argument(2));
    if (sides.get(0).type() == Type.BOOLEAN) {
      throw FilterRefused.unsupported(CqlScalars.shown(op));
    }
    return CqlFragment.of(
        sides.get(0).sql(), " between ", sides.get(1).sql(), " and ", sides.get(2).sql());
  }

  private CqlFragment in(Op op) {
    if (!(op.argument(1) instanceof Items list)) {
      throw FilterRefused.syntax("IN");
    }
    if (list.items().isEmpty()) {
      return CqlFragment.of("false");
    }
    List<CqlNode> all = new ArrayList<>(List.of(op.argument(0)));
    all.addAll(list.items());
    List<CqlScalars.Scalar> sides = scalars.comparable(op, all.toArray(CqlNode[]::new));
    return CqlFragment.of(
        sides.get(0).sql(),
        " in ",
        CqlFragment.joined(
            sides.subList(1, sides.size()).stream().map(CqlScalars.Scalar::sql).toList(), ", "));
  }

  private CqlFragment like(Op op) {
    CqlScalars.Scalar text = scalars.of(op.argument(0), null);
    if (text.type() != Type.TEXT) {
      throw FilterRefused.unsupported(CqlScalars.shown(op));
    }
    return CqlFragment.of(text.sql(), " like ", pattern(op.argument(1)), " escape '\\'");
  }

  private static CqlFragment pattern(CqlNode node) {
    if (node instanceof Op op && CqlScalars.FOLDING.contains(op.name())) {
      return CqlScalars.folded(op.name(), pattern(op.requireArguments(1).argument(0)));
    }
    if (node instanceof Value value && value.value() instanceof String text) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
      // a single sign of escape at the end would stand before nothing
      return CqlFragment.parameter((text.length() - end) % 2 == 1 ? text + "\\" : text);
    }
    throw FilterRefused.unsupported(CqlScalars.shown(node));
  }

  private CqlFragment relate(Op op) {
    String function = RELATIONS.get(op.name());
    boolean collections = op.name().equals("s_intersects") || op.name().equals("s_disjoint");
    return CqlFragment.of(
        function,
        "(",
        geometry(op, op.argument(0), collections),
        ", ",
        geometry(op, op.argument(1), collections),
        ")");
  }

  private CqlFragment geometry(Op whole, CqlNode node, boolean collections) {
    if (node instanceof Property) {
      CqlScalars.Scalar scalar = scalars.of(node, null);
      if (scalar.type() == Type.GEOMETRY) {
        return scalar.sql();
      }
    }
    if (node instanceof CqlNode.Box box) {
      return literal(
          literals.box(box.sides()).orElseThrow(() -> FilterRefused.syntax(box.shown())));
    }
    if (!(node instanceof Value value && value.value() instanceof Geometry geometry)
        || !collections && geometry.getClass() == GeometryCollection.class) {
      throw FilterRefused.unsupported(CqlScalars.shown(whole));
    }
    Validity.findFlaw(geometry)
        .ifPresent(
            flaw -> {
              throw FilterRefused.geometry(flaw.code(), place(flaw.location()));
            });
    return literal(literals.toStorage(geometry));
  }

  private static String place(Coordinate location) {
    return location.isValid() ? " (" + location.getX() + " " + location.getY() + ")" : "";
  }

  private static CqlFragment literal(Geometry stored) {
    byte[] wkb = new WKBWriter().write(stored);
    return CqlFragment.of("st_geomfromwkb(", CqlFragment.parameter(wkb), ", 4490)");
  }
}
