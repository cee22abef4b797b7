package org.jingtu.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a file stands for which attribute of a collection.
 *
 * <p>An explicit mapping wins over names and aliases. Where two fields stand for one attribute, the
 * one whose name comes first in the attribute's list of names is taken and the other is left, with
 * a warning. A field name that fills the ten bytes of a .dbf name also counts as the beginning of a
 * longer name, if only one attribute has such a name. Fields that are left go to {@code extra}.
 */
final class FieldMapping {

  /** A .dbf name holds this many bytes; a name cut inside a character may be one or two shorter. */
  private static final int DBF_NAME_BYTES = 10;

  private static final int SHORTEST_CUT_BYTES = 8;

  private final Collection collection;
  private final List<String> fields;
  private final Map<String, Integer> fieldOf = new HashMap<>();
  private final @Nullable Attribute[] attributes;
  private final List<ImportProblem> problems = new ArrayList<>();

  /**
   * Maps the fields.
   *
   * @param explicit attribute name by field name; null as a value leaves the field unmapped
   */
  FieldMapping(Collection collection, List<String> fields, Map<String, @Nullable String> explicit) {
    this.collection = collection;
    this.fields = fields;
    this.attributes = new Attribute[fields.size()];
    boolean[] settled = mapExplicitly(explicit);
    mapByName(settled);
  }

  /** Attribute name by field name, in the order of the file. */
  Map<String, String> mapping() {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (int i = 0; i < attributes.length; i++) {
      Attribute attribute = attributes[i];
      if (attribute != null) {
        mapping.put(fields.get(i), attribute.name());
      }
    }
    return mapping;
  }

  /** Fields that stand for no attribute, in the order of the file. */
  List<String> unmapped() {
    List<String> unmapped = new ArrayList<>();
    for (int i = 0; i < attributes.length; i++) {
      if (attributes[i] == null) {
        unmapped.add(fields.get(i));
      }
    }
    return unmapped;
  }

  /** What is wrong with the explicit mapping, and which fields were left for another. */
  List<ImportProblem> problems() {
    return problems;
  }

  /** The attribute for which a field stands, by the field's position; null for none. */
  @Nullable Attribute attribute(int field) {
    return attributes[field];
  }

  /** The name of the field that stands for an attribute. */
  Optional<String> findField(String attribute) {
    return Optional.ofNullable(fieldOf.get(attribute)).map(fields::get);
  }

  /** Required attributes for which there is no field. */
  List<Attribute> listMissing() {
    return collection.attributes().stream()
        .filter(Attribute::required)
        .filter(a -> !fieldOf.containsKey(a.name()))
        .filter(a -> !(a.name().equals("code") && fieldOf.containsKey(collection.codeDefault())))
        .toList();
  }

  private boolean[] mapExplicitly(Map<String, @Nullable String> explicit) {
    boolean[] settled = new boolean[fields.size()];
    explicit.forEach(
        (field, name) -> {
          int i = indexOf(field);
          if (i < 0) {
            problem(Severity.ERROR, "MAPPED_FIELD_NOT_IN_FILE", field, String.join("、", fields));
            return;
          }
          settled[i] = true;
          if (name != null) {
            Attribute attribute = collection.findAttribute(name).orElseThrow();
            if (fieldOf.putIfAbsent(name, i) == null) {
              attributes[i] = attribute;
            } else {
              problem(Severity.ERROR, "MAPPED_TWICE", field, collection.wording(attribute));
            }
          }
        });
    return settled;
  }

  private void mapByName(boolean[] settled) {
    int[] ranks = new int[fields.size()];
    for (int i = 0; i < attributes.length; i++) {
      Attribute attribute = settled[i] ? null : find(fields.get(i)).orElse(null);
      if (attribute == null) {
        continue;
      }
      ranks[i] = rank(attribute, fields.get(i));
      Integer other = fieldOf.get(attribute.name());
      if (other == null || !settled[other] && ranks[i] < ranks[other]) {
        fieldOf.put(attribute.name(), i);
        attributes[i] = attribute;
        if (other != null) {
          attributes[other] = null;
          left(other, attribute, i);
        }
      } else {
        left(i, attribute, other);
      }
    }
  }

  private void left(int field, Attribute attribute, int taken) {
    problem(
        Severity.WARNING,
        "FIELD_LEFT_FOR_ANOTHER",
        fields.get(field),
        collection.wording(attribute),
        fields.get(taken));
  }

  private Optional<Attribute> find(String field) {
    Optional<Attribute> exact = collection.findByField(field);
    if (exact.isPresent()) {
      return exact;
    }
    String start = fold(field.replace("\uFFFD", ""));
    if (!mayBeCut(field)) {
      return Optional.empty();
    }
    List<Attribute> longer =
        collection.attributes().stream()
            .filter(a -> names(a).anyMatch(name -> fold(name).startsWith(start)))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  private static boolean mayBeCut(String field) {
    String whole = field.replace("\uFFFD", "");
    int utf8 = whole.getBytes(StandardCharsets.UTF_8).length;
    int gbk = whole.getBytes(Charsets.GB18030).length;
    Predicate<Integer> full = n -> n >= SHORTEST_CUT_BYTES && n <= DBF_NAME_BYTES;
    return full.test(utf8) || full.test(gbk);
  }

  private int indexOf(String field) {
    int exact = fields.indexOf(field);
    for (int i = 0; exact < 0 && i < fields.size(); i++) {
      if (fields.get(i).equalsIgnoreCase(field)) {
        exact = i;
      }
    }
    return exact;
  }

  /** Position of a name in the attribute's list of names; behind all of them when it was cut. */
  private static int rank(Attribute attribute, String field) {
    List<String> names = names(attribute).map(FieldMapping::fold).toList();
    int rank = names.indexOf(fold(field));
    return rank < 0 ? names.size() : rank;
  }

  /** Every name of an attribute: name, column, title, aliases. */
  static Stream<String> names(Attribute a) {
    return Stream.concat(Stream.of(a.name(), a.column(), a.title()), a.aliases().stream());
  }

  private static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private void problem(Severity severity, String code, String field, Object... arguments) {
    Object[] all = Stream.concat(Stream.of(field), Stream.of(arguments)).toArray();
    problems.add(ImportProblem.ofFile(severity, code, field, all));
  }
}
