package org.jingtu.ogcapi;

import java.util.List;
import org.jingtu.catalog.Collection;
import tools.jackson.databind.node.ObjectNode;

/**
 * A standard that is served under {@code /ogc}. Every bean of this kind adds to the landing page,
 * the collections, the conformance declaration and the OpenAPI document.
 */
interface OgcPart {

  /** The URIs of its conformance classes. */
  List<String> conformanceClasses();

  /** Its links on the landing page. */
  default void addLandingLinks(Links links, Words words) {}

  /** Its links at a collection. */
  default void addCollectionLinks(Links links, Collection collection, Words words) {}

  /** Its paths in the OpenAPI document that belong to no collection. */
  default void addPaths(ObjectNode paths, Words words) {}

  /** Its paths in the OpenAPI document for a collection. */
  default void addPaths(ObjectNode paths, Collection collection, Words words) {}
}
