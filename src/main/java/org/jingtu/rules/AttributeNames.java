package org.jingtu.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Code;
import org.jingtu.catalog.Collection;

/**
 * What attributes a collection has; packs are checked against it when they are loaded.
 *
 * <p>A bean of this type, filled from the catalog, is wired by the room that knows both. Without
 * one the conditions on features are not checked against attributes.
 */
@FunctionalInterface
public interface AttributeNames {

  /**
   * The attributes of a collection by name, each with the codes that it may hold.
   *
   * @return an empty map if the collection is unknown; an empty set of codes for free values
   */
  Map<String, Set<String>> attributesOf(String collection);

  /** What the catalog says of the collections. Codes of open lists count as free values. */
  static AttributeNames of(List<Collection> collections) {
    Map<String, Map<String, Set<String>>> known = new HashMap<>();
    for (Collection collection : collections) {
      Map<String, Set<String>> attributes = new HashMap<>();
      for (Attribute attribute : collection.attributes()) {
        Set<String> codes = new TreeSet<>();
        if (!attribute.openCodes()) {
          attribute.codes().stream().map(Code::value).forEach(codes::add);
        }
        attributes.put(attribute.name(), codes);
      }
      known.put(collection.id(), attributes);
    }
    return collection -> known.getOrDefault(collection, Map.of());
  }
}
