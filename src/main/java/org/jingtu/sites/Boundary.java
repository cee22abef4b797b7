package org.jingtu.sites;

/** How much is known of where a site lies. */
enum Boundary {
  /** Only on a list: no place is known. */
  MISSING,
  /** A centre point; the extent is not known. */
  POINT,
  /** The boundary is drawn. */
  POLYGON
}
