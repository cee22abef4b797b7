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
import java.util.TreeMap;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.Overlay.Answer;
import org.jingtu.features.Overlay.Candidate;
import org.jingtu.features.Overlay.State;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Gathers the rows of {@link ChunkOverlay}'s statement into an answer a plot. */
final class ChunkRows implements RowCallbackHandler {

  /** Kinds of rows of the statement; what is left is a coverage by area. */
  private static final int PIECE = 1;

  private static final int FEATURE = 2;
  private static final int VERSION = 3;
  private static final int COUNTY = 4;
  private static final int UNLOCATED = 6;

  /**
   * A version of a feature; the number of its collection is quick to hash, the collection is not.
   */
  private record Feature(int collection, long feature, long since) {

    static Feature of(ResultSet rs) throws SQLException {
      return new Feature(rs.getInt(3), rs.getLong(4), rs.getLong(5));
    }

    /** Ids of features are unique throughout. */
    @Override
    public int hashCode() {
      return Long.hashCode(feature * 31 + since);
    }
  }

  /** What covers: since when at the oldest, or null where no date is known. */
  private record Cover(@Nullable LocalDate sourceDate) {}

  private final Catalog catalog;
  private final List<ChunkOverlay.Ask> asks;
  private final List<Map<Feature, List<Geometry>>> pieces = new ArrayList<>();
  private final Map<Feature, Map<String, @Nullable Object>> attributes = new HashMap<>();
  private final Map<Collection, Long> versions =
      new TreeMap<>(Comparator.comparingInt(Collection::number));
  private final Map<List<Object>, Cover> covers = new HashMap<>();
  private final List<Candidate> unlocated = new ArrayList<>();
  private final PieceReader reader = new PieceReader();

  ChunkRows(Catalog catalog, List<ChunkOverlay.Ask> asks) {
    this.catalog = catalog;
    this.asks = asks;
    asks.forEach(ask -> pieces.add(new LinkedHashMap<>()));
  }

  @Override
  public void processRow(ResultSet rs) throws SQLException {
    switch (rs.getInt(1)) {
      case PIECE ->
          pieces
              .get(rs.getInt(2))
              .computeIfAbsent(Feature.of(rs), feature -> new ArrayList<>(1))
              .add(reader.read(rs.getBytes(6)));
      case FEATURE -> attributes.put(Feature.of(rs), attributes(rs));
      case UNLOCATED ->
          unlocated.add(
              OverlayRows.candidate(
                  collection(rs), rs.getLong(4), rs.getLong(5), attributes(rs), List.of()));
      case VERSION -> versions.put(collection(rs), rs.getLong(4));
      case COUNTY -> covers.put(List.of(collection(rs).id(), rs.getString(7)), cover(rs));
      default -> covers.put(List.of(collection(rs).id(), rs.getInt(2)), cover(rs));
    }
  }

  private Collection collection(ResultSet rs) throws SQLException {
    return catalog.getCollection(rs.getInt(3));
  }

  private Map<String, @Nullable Object> attributes(ResultSet rs) throws SQLException {
    return CandidateAttributes.read(collection(rs), rs.getString(7));
  }

  private static Cover cover(ResultSet rs) throws SQLException {
    return new Cover(rs.getObject(8, LocalDate.class));
  }

  /** The answers, in the order of the plots. */
  List<Answer> answers() {
    List<Answer> answers = new ArrayList<>(asks.size());
    for (int i = 0; i < asks.size(); i++) {
      List<Candidate> candidates = new ArrayList<>();
      pieces
          .get(i)
          .forEach(
              (feature, found) ->
                  candidates.add(
                      OverlayRows.candidate(
                          catalog.getCollection(feature.collection()),
                          feature.feature(),
                          feature.since(),
                          attributes.get(feature),
                          found)));
      answers.add(new Answer(candidates, states(i), unlocatedOf(asks.get(i).county())));
    }
    return answers;
  }

  private List<Candidate> unlocatedOf(@Nullable String county) {
    return unlocated.stream()
        .filter(
            c -> county == null || String.valueOf(c.attributes().get("adcode")).startsWith(county))
        .sorted(Overlay.IN_ORDER)
        .toList();
  }

  private List<State> states(int i) {
    String county = asks.get(i).county();
    List<State> states = new ArrayList<>();
    versions.forEach(
        (collection, version) -> {
          if (collection.overlaid()) {
            Cover byCounty = county == null ? null : covers.get(List.of(collection.id(), county));
            Cover byArea = covers.get(List.of(collection.id(), i));
            boolean covered = byCounty != null || byArea != null;
            states.add(new State(collection, version, covered, older(byCounty, byArea)));
          }
        });
    return states;
  }

  /** The older of the known dates. */
  private static @Nullable LocalDate older(@Nullable Cover one, @Nullable Cover other) {
    LocalDate a = one == null ? null : one.sourceDate();
    LocalDate b = other == null ? null : other.sourceDate();
    return a == null || b != null && b.isBefore(a) ? b : a;
  }
}
