package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** There is no tile matrix set of this id. */
final class TileMatrixSetNotFound extends Problem {

  TileMatrixSetNotFound(String id, String known) {
    super("TILE_MATRIX_SET_NOT_FOUND", HttpStatus.NOT_FOUND, id, known);
  }
}
