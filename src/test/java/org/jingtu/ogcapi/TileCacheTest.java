package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The cache keeps within its bytes, and what was asked for last. */
class TileCacheTest {

  private static TileCache.Key key(int column) {
    TileAddress tile = new TileAddress(TileMatrixSet.WEB_MERCATOR_QUAD, 18, 0, column);
    return new TileCache.Key("parcels", 1, "", tile);
  }

  @Test
  void theOneNotAskedForLongestGoesFirst() {
    TileCache cache = new TileCache(10_000); // ten tiles of 750 bytes, each with 250 beside them
    for (int i = 0; i < 10; i++) {
      cache.put(key(i), new byte[750]);
    }
    assertThat(cache.bytes()).isEqualTo(10_000);
    assertThat(cache.find(key(0))).hasSize(750);

    cache.put(key(10), new byte[750]);

    assertThat(cache.bytes()).isEqualTo(10_000);
    assertThat(cache.find(key(1))).isNull();
    assertThat(cache.find(key(0))).isNotNull();
  }

  @Test
  void aTilePutTwiceCountsOnce() {
    TileCache cache = new TileCache(10_000);
    cache.put(key(0), new byte[750]);
    cache.put(key(0), new byte[500]);
    assertThat(cache.bytes()).isEqualTo(750); // 500 and 250 beside them
  }

  @Test
  void whatWouldDriveOutAllOthersIsNotKept() {
    TileCache cache = new TileCache(10_000);
    cache.put(key(0), new byte[1_251]); // an eighth is 1,250
    assertThat(cache.find(key(0))).isNull();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void anotherDataVersionOrAreaIsAnotherTile() {
    TileCache cache = new TileCache(10_000);
    TileAddress tile = key(0).tile();
    cache.put(key(0), new byte[1]);
    assertThat(cache.find(new TileCache.Key("parcels", 2, "", tile))).isNull();
    assertThat(cache.find(new TileCache.Key("parcels", 1, "6209", tile))).isNull();
  }
}
