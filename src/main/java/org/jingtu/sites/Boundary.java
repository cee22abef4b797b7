package org.jingtu.sites;

/** How much is known of where a site lies. */
enum Boundary {
  /** Only on a list: no place is known. */
  MISSING("没有位置"),
  /** A centre point; the extent is not known. */
  POINT("只有中心点"),
  /** The boundary is drawn. */
  POLYGON("有边界");

  private final String title;

  Boundary(String title) {
    this.title = title;
  }

  /** Chinese title. */
  String title() {
    return title;
  }
}
