package org.jingtu.ogcapi;

import java.util.List;
import java.util.stream.Collectors;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.CollectionNotFound;
import org.jingtu.problems.Wording;
import org.springframework.stereotype.Component;

/** The collections as the present caller may know of them. */
@Component
class OgcCollections {

  private static final Wording SIGN_IN = new Wording("ogc.page.signIn");

  private final Catalog catalog;
  private final Permissions permissions;

  OgcCollections(Catalog catalog, Permissions permissions) {
    this.catalog = catalog;
    this.permissions = permissions;
  }

  /** Those that the caller may read. */
  List<Collection> list() {
    return catalog.listCollections().stream()
        .filter(collection -> permissions.mayRead(collection.published()))
        .toList();
  }

  /**
   * One of them.
   *
   * @throws CollectionNotFound if there is none that the caller may read: a collection that is not
   *     published answers the anonymous like one that does not exist
   */
  Collection get(String id) {
    List<Collection> known = list();
    return known.stream()
        .filter(collection -> collection.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new CollectionNotFound(
                    id,
                    known.stream().map(Collection::id).collect(Collectors.joining("、")),
                    permissions.mayRead(false) ? "" : SIGN_IN));
  }

  /** What the caller may see, in a few letters for entity tags: a letter, and the own area. */
  String scope() {
    return (permissions.mayRead(false) ? "a" : "p")
        + permissions.findTerritory().map(Territory::prefix).orElse("");
  }

  boolean mayWrite(Collection collection) {
    return permissions.mayWrite(collection.department());
  }
}
