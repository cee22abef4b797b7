package org.jingtu.features;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Gathers the rows of {@link Overlay}'s statement: a piece, the attributes of a feature, or the
 * state of a collection.
 */
final class OverlayRows implements RowCallbackHandler {

  /** A feature with its pieces so far. */
  private record Found(Collection collection, long since, List<Geometry> pieces) {}

  private final Catalog catalog;
  private final Map<Long, Found> found = new LinkedHashMap<>();
  private final Map<Long, Map<String, @Nullable Object>> attributes = new HashMap<>();
  private final List<Overlay.Candidate> unlocated = new ArrayList<>();
  private final List<Overlay.State> states = new ArrayList<>();
  private final PieceReader pieces = new PieceReader();

  OverlayRows(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void processRow(ResultSet rs) throws SQLException {
    Collection collection = catalog.getCollection(rs.getInt(1));
    byte[] geom = rs.getBytes(4);
    String array = geom == null ? rs.getString(5) : null;
    if (geom != null) {
      long since = rs.getLong(3);
      found
          .computeIfAbsent(
              rs.getLong(2), feature -> new Found(collection, since, new ArrayList<>(1)))
          .pieces()
          .add(pieces.read(geom));
    } else if (array != null) {
      addAttributes(rs, collection, array);
    } else if (collection.overlaid()) {
      states.add(
          new Overlay.State(
              collection, rs.getLong(6), rs.getBoolean(7), rs.getObject(8, LocalDate.class)));
    }
  }

  private void addAttributes(ResultSet rs, Collection collection, String array)
      throws SQLException {
    Map<String, @Nullable Object> values = CandidateAttributes.read(collection, array);
    if (rs.getBoolean(7)) {
      unlocated.add(candidate(collection, rs.getLong(2), rs.getLong(3), values, List.of()));
    } else {
      attributes.put(rs.getLong(2), values);
    }
  }

  /** The order of rows in a table is not fixed; answers must not depend on it. */
  Overlay.Answer answer() {
    List<Overlay.Candidate> candidates = new ArrayList<>(found.size());
    found.forEach(
        (feature, f) ->
            candidates.add(
                candidate(
                    f.collection(), feature, f.since(), attributes.get(feature), f.pieces())));
    states.sort(Comparator.comparingInt(state -> state.collection().number()));
    unlocated.sort(Overlay.IN_ORDER);
    return new Overlay.Answer(candidates, states, unlocated);
  }

  /**
   * A candidate.
   *
   * @param attributes null where they were not asked for
   */
  static Overlay.Candidate candidate(
      Collection collection,
      long feature,
      long since,
      @Nullable Map<String, @Nullable Object> attributes,
      List<Geometry> pieces) {
    if (attributes == null) {
      return new Overlay.Candidate(collection, feature, since, "", null, Map.of(), pieces);
    }
    return new Overlay.Candidate(
        collection,
        feature,
        since,
        (String) Objects.requireNonNull(attributes.get("code")),
        (String) attributes.get("name"),
        attributes,
        pieces);
  }
}
