package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A tile lies outside of the limits of its tileset (20-057, /req/core/tc-error). */
final class TileNotFound extends Problem {

  /**
   * @param tile matrix, row and column as they were asked for
   */
  TileNotFound(String tile) {
    super("TILE_NOT_FOUND", HttpStatus.NOT_FOUND, tile);
  }
}
