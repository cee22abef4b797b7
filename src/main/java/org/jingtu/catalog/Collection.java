package org.jingtu.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;

/**
 * One collection (layer) of the registry, as its YAML describes it.
 *
 * @param id id in the API ({@code contaminated-sites})
 * @param number small number used by the overlay pieces
 * @param title Chinese title
 * @param titleEnglish English title
 * @param department code of the department that keeps it ({@code ECOLOGY})
 * @param table table name ({@code contaminated_sites})
 * @param geometry which geometries it holds
 * @param published whether the public may see it
 * @param overlaid whether checks overlay parcels on it, so that it is also kept in pieces
 * @param codeDefault name of the attribute whose value stands in for a missing {@code code}
 * @param exclusive whether its features must not overlap one another (a coverage, such as land use)
 * @param statedAreaFields names under which files state the area of a feature; compared without
 *     regard to case
 * @param attributes its attributes; the first four are code, name, adcode and sourceDate
 */
public record Collection(
    String id,
    int number,
    String title,
    String titleEnglish,
    String department,
    String table,
    GeometryKind geometry,
    boolean published,
    boolean overlaid,
    @Nullable String codeDefault,
    boolean exclusive,
    List<String> statedAreaFields,
    List<Attribute> attributes) {

  /** A collection whose features may overlap, and of which no file states areas. */
  public Collection(
      String id,
      int number,
      String title,
      String titleEnglish,
      String department,
      String table,
      GeometryKind geometry,
      boolean published,
      boolean overlaid,
      @Nullable String codeDefault,
      List<Attribute> attributes) {
    this(
        id,
        number,
        title,
        titleEnglish,
        department,
        table,
        geometry,
        published,
        overlaid,
        codeDefault,
        false,
        List.of(),
        attributes);
  }

  /** Which geometries a collection holds. Polygons are always stored as multipolygons. */
  public enum GeometryKind {
    /** A polygon or multipolygon, always. */
    POLYGON,
    /** A polygon, a multipolygon or a point. */
    POLYGON_OR_POINT,
    /** As {@link #POLYGON_OR_POINT}, or no geometry yet (a site that is only on a list). */
    POLYGON_OR_POINT_OR_NONE;

    /** Whether a point is allowed. */
    public boolean allowsPoint() {
      return this != POLYGON;
    }

    /** Whether a feature may come without a geometry. */
    public boolean allowsNone() {
      return this == POLYGON_OR_POINT_OR_NONE;
    }
  }

  /** The title in a language. */
  public String title(Locale locale) {
    return locale.getLanguage().equals("en") ? titleEnglish : title;
  }

  /** The title as an argument of a message, in whatever language that is read. */
  public Wording wording() {
    return CatalogTitles.of(this);
  }

  /** The title of an attribute of this collection, likewise. */
  public Wording wording(Attribute attribute) {
    return CatalogTitles.of(this, attribute);
  }

  /** The first dozen codes that such an attribute may have, with their titles, likewise. */
  public Wording wordingOfCodes(Attribute attribute) {
    return CatalogTitles.ofCodes(this, attribute);
  }

  /** The attribute of this name. */
  public Optional<Attribute> findAttribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /**
   * The attribute that a field of a file stands for: by name, column, title or alias, without
   * regard to case. An attribute of the collection itself wins over one of the common four.
   */
  public Optional<Attribute> findByField(String field) {
    String wanted = field.strip().toLowerCase(Locale.ROOT);
    for (int i = attributes.size() - 1; i >= 0; i--) {
      Attribute a = attributes.get(i);
      if (a.name().toLowerCase(Locale.ROOT).equals(wanted)
          || a.column().equals(wanted)
          || a.title().equals(wanted)
          || a.aliases().stream()
              .anyMatch(alias -> alias.toLowerCase(Locale.ROOT).equals(wanted))) {
        return Optional.of(a);
      }
    }
    return Optional.empty();
  }
}
