package org.jingtu.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The collections of the registry, in the order of their numbers. Fixed while the service runs. */
@Component
public class Catalog {

  private final Map<String, Collection> byId = new LinkedHashMap<>();
  private final Map<Integer, Collection> byNumber = new LinkedHashMap<>();

  /** Reads the YAML files and checks them against the migrated tables. */
  Catalog(CatalogFiles files, CatalogCheck check) {
    List<Collection> collections = files.read();
    for (Collection collection : collections) {
      byId.put(collection.id(), collection);
      byNumber.put(collection.number(), collection);
    }
    check.requireTables(collections);
  }

  /**
   * The collection with this id.
   *
   * @throws CollectionNotFound if there is none
   */
  public Collection getCollection(String id) {
    Collection collection = byId.get(id);
    if (collection == null) {
      throw new CollectionNotFound(id, byId.keySet());
    }
    return collection;
  }

  /** The collection with this number, as the overlay pieces name it. */
  public Collection getCollection(int number) {
    Collection collection = byNumber.get(number);
    if (collection == null) {
      throw new CollectionNotFound(Integer.toString(number), byId.keySet());
    }
    return collection;
  }

  /** All collections, by number. */
  public List<Collection> listCollections() {
    return List.copyOf(byId.values());
  }
}
