package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureFilter;
import org.jingtu.features.FilterGeometries;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/** Reads a request for items; whatever is wrong is told with the name of the parameter. */
@Component
class ItemsQueryReader {

  static final int DEFAULT_LIMIT = 10;
  static final int LARGEST_LIMIT = 10_000;
  static final String AREA = "areaSquareMetres";

  private static final Set<String> KNOWN =
      Set.of(
          "limit",
          "bbox",
          "bbox-crs",
          "datetime",
          "crs",
          "filter",
          "filter-lang",
          "filter-crs",
          "sortby",
          "properties",
          "skipGeometry",
          AREA,
          "resultType",
          "asOf",
          "cursor");

  /** No registry is older; the database cannot hold every year that Java can. */
  private static final Instant BEFORE_ALL = Instant.parse("0001-01-01T00:00:00Z");

  private final OgcCrs systems;
  private final Permissions permissions;

  ItemsQueryReader(OgcCrs systems, Permissions permissions) {
    this.systems = systems;
    this.permissions = permissions;
  }

  /** Names of the parameters that the items of a collection understand. */
  static Set<String> known(Collection collection) {
    Set<String> known = new HashSet<>(KNOWN);
    collection.attributes().forEach(attribute -> known.add(attribute.name()));
    return known;
  }

  /**
   * What a request asks.
   *
   * @param seal by which its cursor is known
   */
  ItemsQuery read(Collection collection, HttpServletRequest request, CursorSeal seal) {
    Parameters parameters = new Parameters(request, known(collection));
    NamedCrs crs = systems.get("crs", parameters.find("crs"));
    List<SortKey> sort = sort(collection, parameters.find("sortby"));
    String cursor = parameters.find("cursor");
    Set<String> properties = properties(collection, parameters.find("properties"));
    return new ItemsQuery(
        collection,
        crs,
        limit(parameters.find("limit")),
        bbox(parameters),
        parameters.has("datetime") ? DateRange.parse(parameters.get("datetime", "")) : null,
        filters(collection, parameters),
        sort,
        collection.attributes().stream().filter(a -> properties.contains(a.name())).toList(),
        properties.contains(AREA),
        !oneOf(parameters, "skipGeometry", "false", "true").equals("true"),
        oneOf(parameters, "resultType", "results", "hits").equals("hits"),
        asOf(parameters.find("asOf")),
        cursor == null ? null : Cursor.parse(cursor, seal));
  }

  /** What is asked of one item. */
  ItemsQuery readOne(Collection collection, HttpServletRequest request) {
    Parameters parameters = new Parameters(request, Set.of("crs", "asOf"));
    return ItemsQuery.ofOne(
        collection,
        systems.get("crs", parameters.find("crs")),
        territory(),
        asOf(parameters.find("asOf")));
  }

  /** What a caller who is limited to an area may see. */
  private List<FeatureFilter> territory() {
    return permissions.findTerritory().stream()
        .map(area -> FeatureFilter.within(area.prefix()))
        .toList();
  }

  /** The moment of the parameter {@code asOf}; the past is not open to the public. */
  private @Nullable Instant asOf(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant moment = OffsetDateTime.parse(DateRange.withPlus(text)).toInstant();
      if (!moment.isAfter(Instant.now()) && !moment.isBefore(BEFORE_ALL)) {
        permissions.requireRead(false);
        return moment;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new BadParameter("asOf", text, "2026-03-01T00:00:00Z");
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    // more than the maximum is cut to it (17-069r4, /req/core/fc-limit-response-1)
    if (text.matches("[0-9]{1,100}") && text.matches(".*[1-9].*")) {
      return new BigInteger(text).min(BigInteger.valueOf(LARGEST_LIMIT)).intValue();
    }
    throw new BadParameter("limit", text, "1…" + LARGEST_LIMIT);
  }

  private static String oneOf(Parameters parameters, String name, String usual, String other) {
    String value = parameters.get(name, usual);
    if (!value.equals(usual) && !value.equals(other)) {
      throw new BadParameter(name, value, usual + ", " + other);
    }
    return value;
  }

  private @Nullable Geometry bbox(Parameters parameters) {
    NamedCrs crs = systems.get("bbox-crs", parameters.find("bbox-crs"));
    String bbox = parameters.find("bbox");
    return bbox == null ? null : systems.box(bbox, crs);
  }

  private List<FeatureFilter> filters(Collection collection, Parameters parameters) {
    List<FeatureFilter> filters = new ArrayList<>(territory());
    for (Attribute attribute : collection.attributes()) {
      String value = parameters.find(attribute.name());
      if (value != null) {
        filters.add(equalTo(collection, attribute.name(), expected(attribute), value));
      }
    }
    String area = parameters.find(AREA);
    if (area != null) {
      filters.add(equalTo(collection, AREA, "1.5", area));
    }
    NamedCrs crs = systems.get("filter-crs", parameters.find("filter-crs"));
    boolean json = oneOf(parameters, "filter-lang", "cql2-text", "cql2-json").equals("cql2-json");
    String filter = parameters.find("filter");
    if (filter != null) {
      FilterGeometries literals = systems.literals(crs);
      filters.add(
          json
              ? FeatureFilter.parseCql2Json(collection, filter, literals)
              : FeatureFilter.parseCql2Text(collection, filter, literals));
    }
    return filters;
  }

  private static FeatureFilter equalTo(
      Collection collection, String name, String expected, String value) {
    try {
      return FeatureFilter.equalTo(collection, name, value);
    } catch (org.jingtu.problems.Problem e) {
      throw new BadParameter(name, value, expected);
    }
  }

  private static String expected(Attribute attribute) {
    return switch (attribute.type()) {
      case CODE -> String.join(", ", attribute.codes().stream().map(c -> c.value()).toList());
      case BOOLEAN -> "true, false";
      case INTEGER -> "12";
      case DECIMAL -> "1.5";
      case DATE -> "2026-03-01";
      case TEXT -> "…";
    };
  }

  private static List<SortKey> sort(Collection collection, @Nullable String text) {
    List<SortKey> keys = new ArrayList<>();
    if (text == null) {
      return keys;
    }
    Set<String> seen = new HashSet<>();
    for (String part : text.split(",", -1)) {
      boolean descending = part.startsWith("-");
      String name =
          descending || part.startsWith("+") || part.startsWith(" ") ? part.substring(1) : part;
      Attribute attribute = collection.findAttribute(name).orElse(null);
      if (attribute == null || !seen.add(name)) {
        throw new BadParameter("sortby", text, "code,-sourceDate");
      }
      keys.add(new SortKey(attribute, descending));
    }
    return keys;
  }

  private static Set<String> properties(Collection collection, @Nullable String text) {
    Set<String> names = new LinkedHashSet<>();
    collection.attributes().forEach(attribute -> names.add(attribute.name()));
    names.add(AREA);
    if (text == null) {
      return names;
    }
    Set<String> wanted = new LinkedHashSet<>(List.of(text.split(",", -1)));
    if (!names.containsAll(wanted)) {
      throw new BadParameter("properties", text, String.join(",", names));
    }
    return wanted;
  }
}
