package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileMatrixSetTest {

  private final TileMatrixSet mercator = TileMatrixSet.get("WebMercatorQuad");

  /**
   * Half a degree of longitude from 117.6°: (117.6 + 180) / 360 × 2^z is column 423.25 of 512 and
   * 846.5 of 1024, its end 423.96 and 847.9: one column at matrix 9, two at 10, three at 11, six at
   * 12; the tenth of a degree of latitude lies in one row of each of them.
   */
  @Test
  void aMapOfAllTheDataBeginsWithFewTiles() {
    List<TileAddress> far = mercator.far(new double[] {117.6, 40.6, 118.1, 40.7});
    assertThat(far.stream().map(TileAddress::level).distinct()).containsExactly(9, 10, 11);
    assertThat(far.stream().filter(tile -> tile.level() == 9).map(TileAddress::column))
        .containsOnly(423L);
    assertThat(far.stream().filter(tile -> tile.level() == 10).map(TileAddress::column))
        .containsExactly(846L, 847L);
    assertThat(mercator.far(null)).isEmpty();
  }
}
