package org.jingtu.rules;

import java.util.Map;
import java.util.Set;

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
}
