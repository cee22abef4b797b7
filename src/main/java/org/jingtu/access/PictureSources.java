package org.jingtu.access;

import java.util.List;

/** Other places from which the pages may load pictures, such as the tiles of a base map. */
public interface PictureSources {

  /** Origins ({@code https://host:port}) to be allowed by the Content-Security-Policy. */
  List<String> origins();
}
