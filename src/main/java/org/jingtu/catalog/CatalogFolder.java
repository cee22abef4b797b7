package org.jingtu.catalog;

import java.util.List;

/** The collections as their files describe them, without a database: for tools on the console. */
public final class CatalogFolder {

  private CatalogFolder() {}

  /**
   * The collections by number, read from the service's own files and from a folder; no table is
   * looked at.
   *
   * @param folder with further files; blank for none
   * @throws CatalogMismatch if a file has an error
   */
  public static List<Collection> listCollections(String folder) {
    return new CatalogFiles(folder).read();
  }
}
