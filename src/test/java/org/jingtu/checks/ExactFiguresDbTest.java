package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.PlainReference.Figures;
import org.jingtu.checks.PlainReference.Pair;
import org.jingtu.database.DatabaseTest;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.Datasets;
import org.jingtu.features.DraftReader;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.Overlay;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.rules.Finding;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Question;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counties and plots drawn by chance: what the service measures over pieces, with its short cuts,
 * is what whole geometries give one by one. {@code -Djingtu.seed=…} draws the same again, {@code
 * -Djingtu.rounds=…} draws more.
 */
@SpringBootTest
@DatabaseTest
class ExactFiguresDbTest {

  private static final long SEED = Long.getLong("jingtu.seed", System.nanoTime());
  private static final int PLOTS = 16;

  /** The last digit of a registered area, or a millionth. */
  private static final double TOLERANCE_SQUARE_METRES = 0.01;

  /** A place of a county: its CRS and its corner; far from what other tests draw. */
  private record Place(String crs, double east, double north) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("EPSG:4527", 39_430_000, 4_100_000), // 3-degree zone 39
          new Place("EPSG:4546", 580_000, 3_000_000), // 3-degree by meridian, 111° E
          new Place("EPSG:4498", 20_330_000, 5_100_000), // 6-degree zone 20
          new Place("EPSG:4490", 108.2, 23.4)); // longitude and latitude

  @Autowired Catalog catalog;
  @Autowired CoordinateSystems systems;
  @Autowired CollectionWriters writers;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Overlay overlay;
  @Autowired Datasets datasets;
  @Autowired Packs packs;
  @Autowired Plots plots;
  @Autowired JdbcTemplate jdbc;

  private final Map<Integer, Judgement> judged = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int code;

  @Test
  void everyFigureIsThatOfWholeGeometriesOneByOne() {
    for (int round = 0; round < Integer.getInteger("jingtu.rounds", 1); round++) {
      drawAndCompare(SEED + round, round);
    }
  }

  private void drawAndCompare(long seed, int round) {
    System.getLogger("seed").log(System.Logger.Level.INFO, "jingtu.seed=" + seed);
    judged.clear();
    PlainReference reference = new PlainReference(jdbc);
    Random random = new Random(seed);
    List<Map.Entry<Plot, Integer>> drawn = new ArrayList<>();
    for (Place place : PLACES) {
      Crs crs = systems.getCrs(place.crs());
      double apart = crs.geographic() ? 0.04 : 4_000; // from what was drawn in the round before
      RandomCounty county =
          new RandomCounty(random, crs, place.east(), place.north() + round * apart);
      write("farmland-classes", Map.of("soilClass", "1"), county.mosaic(), crs, reference);
      write("current-land-use", Map.of("landUse", "0101"), county.brickwork(), crs, reference);
      write(
          "groundwater-zones",
          Map.of("scheme", "A", "zoneClass", "CONTROL_LEVEL_1"),
          county.zones(),
          crs,
          reference);
      write(
          "contaminated-sites",
          Map.of("status", "CONFIRMED", "pollutionLevel", "LIGHT"),
          county.sites(),
          crs,
          reference);
      for (Geometry geometry : county.plots(PLOTS)) {
        Plot plot = plot(geometry, crs, drawn.size());
        reference.addPlot(drawn.size(), plot.dense());
        drawn.add(Map.entry(plot, drawn.size()));
      }
    }
    drawn.forEach(d -> judged.put(d.getValue(), judge(d.getKey())));
    Map<Pair, Figures> pairs = reference.pairs();
    assertThat(pairs.size()).isGreaterThan(500);
    sameHits(pairs);
    judged.forEach((id, judgement) -> sameSums(id, judgement, pairs, reference));
    assertThat(wrong).as("-Djingtu.seed=%d", seed).isEmpty();
    reference.drop();
  }

  /** Every third plot is given in longitude and latitude, every third in a neighbouring zone. */
  private Plot plot(Geometry geometry, Crs crs, int number) {
    Crs given =
        switch (number % 3) {
          case 0 -> crs;
          case 1 -> systems.storage();
          default -> systems.getCrs("EPSG:4526"); // zone 38
        };
    Geometry moved =
        given.equals(crs) ? geometry : systems.fromStorage(systems.toStorage(geometry, crs), given);
    return plots.drawn(moved, given, "139961");
  }

  private void write(
      String id,
      Map<String, Object> attributes,
      List<Geometry> geometries,
      Crs crs,
      PlainReference reference) {
    Collection collection = catalog.getCollection(id);
    DraftReader reader = new DraftReader(collection, systems, crs);
    CollectionWriters.FeatureIds ids = writers.newIds();
    List<EncodedBatch.Entry> entries = new ArrayList<>();
    for (Geometry geometry : geometries) {
      Map<String, Object> raw = new HashMap<>(attributes);
      raw.putAll(Map.of("code", "EXACT-" + code++, "adcode", "139961"));
      DraftReader.Outcome outcome = reader.read(raw, geometry, Map.of());
      assertThat(outcome.problems()).isEmpty();
      FeatureDraft draft = java.util.Objects.requireNonNull(outcome.draft());
      long feature = ids.next();
      entries.add(new EncodedBatch.Entry(feature, draft));
      reference.addFeature(id, feature, java.util.Objects.requireNonNull(draft.dense()));
    }
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              CollectionWriter writer = writers.open(collection, null);
              writer.insert(writer.encode(entries));
              writer.finish("test", new CollectionWriter.Changes(entries.size(), 0, 0));
            });
  }

  /** As a check does it; reading as of now gives the very same. */
  private Judgement judge(Plot plot) {
    Pack pack = packs.getPack("national");
    Question question =
        new Question(
            "SUPPLY",
            "1001",
            "0701",
            null,
            Map.of("survey", "DETAILED"),
            Map.of("key", false, "remediation", false, "industry", "C13"),
            plot.areaSquareMetres(),
            LocalDate.of(2026, 6, 1));
    Overlay.Window window = Judging.window(plot, pack.reach().metresByCollection(question));
    Judgement now =
        Judgement.of(
            plot, overlay.read(window, plot.geometry(), plot.county(), null), pack, question);
    Overlay.Answer past =
        overlay.read(window, plot.geometry(), plot.county(), datasets.currentVersions());
    Judgement then = Judgement.of(plot, past, pack, question);
    assertThat(then.survey().hits()).isEqualTo(now.survey().hits());
    assertThat(then.evaluation()).isEqualTo(now.evaluation());
    return now;
  }

  private void sameHits(Map<Pair, Figures> pairs) {
    Set<Pair> seen = new HashSet<>();
    judged.forEach(
        (id, judgement) -> {
          for (Hit hit : judgement.survey().hits()) {
            if (hit.areaSquareMetres() > 0) {
              Pair pair = new Pair(id, hit.collection(), Long.parseLong(hit.featureId()));
              seen.add(pair);
              Figures due = pairs.getOrDefault(pair, new Figures(0, 0));
              close(hit.areaSquareMetres(), due.areaSquareMetres(), 0, pair);
              if (hit.areaSquareMetres() > 1) {
                double width = 2 * due.areaSquareMetres() / due.perimeterMetres();
                // areas of geodesic polygons are good to some 1e-5 m² each
                double tolerance = 1e-5 + 5e-5 / due.areaSquareMetres();
                if (Math.abs(hit.meanWidthMetres() / width - 1) > tolerance) {
                  wrong.add(
                      "mean width of %s: %s m where %s m are due"
                          .formatted(pair, hit.meanWidthMetres(), width));
                }
              }
            }
          }
        });
    pairs.forEach(
        (pair, due) -> {
          if (!seen.contains(pair)) {
            close(0, due.areaSquareMetres(), Measuring.TOUCHING_SQUARE_METRES, pair);
          }
        });
  }

  private void sameSums(
      int id, Judgement judgement, Map<Pair, Figures> pairs, PlainReference reference) {
    double whole = reference.plotAreaSquareMetres(id);
    close(judgement.plot().areaSquareMetres(), whole, 0, id);
    for (CheckAnswer.CollectionAnswer collection :
        judgement.survey().describe(judgement.evaluation())) {
      List<Long> features =
          pairs.keySet().stream()
              .filter(p -> p.plot() == id && p.collection().equals(collection.collection()))
              .map(Pair::feature)
              .toList();
      // what only touches is left out by the service, and the answer is rounded to 0.01
      close(
          collection.unionAreaSquareMetres(),
          reference.unionAreaSquareMetres(id, features),
          0.005 + features.size() * Measuring.TOUCHING_SQUARE_METRES / 10,
          id + " " + collection.collection());
    }
    List<Long> found =
        judgement.evaluation().findings().stream()
            .filter(f -> f.areaSquareMetres() > 0)
            .map(Finding::featureId)
            .map(Long::valueOf)
            .distinct()
            .toList();
    close(
        judgement.survey().clearAreaSquareMetres(judgement.evaluation()),
        whole - reference.unionAreaSquareMetres(id, found),
        1e-6 * whole,
        "clear remainder of " + id);
  }

  private void close(double area, double due, double further, Object what) {
    double tolerance = Math.max(TOLERANCE_SQUARE_METRES, 1e-6 * due) + further;
    if (Math.abs(area - due) > tolerance) {
      wrong.add("%s: %s m² where %s m² are due".formatted(what, area, due));
    }
  }
}
