package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes by a partial index only where a statement states the same condition. */
class SparseIndexTest {

  @Test
  void theStatementLeavesOutTheCollectionsThatTheIndexLeavesOut() throws Exception {
    assertThat(Path.of("migrations/V210__overlay_piece_sparse.sql"))
        .content()
        .contains("where until is null and collection not in (" + TableSql.DENSE + ")");
    assertThat(Files.readString(Path.of("src/main/java/org/jingtu/features/ChunkOverlay.java")))
        .contains("where o.until is null and o.collection not in (%2$s)");
  }
}
