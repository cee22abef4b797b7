package org.jingtu.catalog;

/**
 * A YAML of the catalogue is wrong or disagrees with the migrated tables: the service must not
 * start.
 */
public class CatalogMismatch extends RuntimeException {

  CatalogMismatch(String message) {
    super(message);
  }

  CatalogMismatch(String message, Exception cause) {
    super(message, cause);
  }
}
