package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.DatabaseTest;
import org.jingtu.exchange.StopSignal;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.DraftReader;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.FeatureDraft;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random edits of eight collections on one square kilometre, kept in step edit by edit, give
 * exactly the conflicts that computing all from nothing gives. {@code -Djingtu.seed=N} repeats a
 * run.
 */
@SpringBootTest
@DatabaseTest
class ConflictRandomEditsDbTest {

  private static final int EDITS = 120;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  /** One county by the national pack, one by a pack with a distance rule for plans. */
  private static final String[] COUNTIES = {"139955", "320955"};

  private static final Map<String, Object> LISTED = Map.of("status", "LISTED", "listed", "true");

  private static final String FOUND =
      """
      select collection, feature, rule, against, against_feature, severity, action, array_to_string(depends_on, ','),
        stage, pack, area_square_metres, percent_of_feature, distance_metres, possible, md5(st_asbinary(geom))
      from conflict where state <> 'CLOSED' and adcode in ('139955', '320955')
      order by 1, 2, 3, 4, 5
      """;

  @Autowired CollectionWriters writers;
  @Autowired Catalog catalog;
  @Autowired CoordinateSystems systems;
  @Autowired Conflicts conflicts;
  @Autowired ConflictRecomputations recomputations;
  @Autowired ConflictRecomputationStore jobs;
  @Autowired ConflictCalendar calendar;
  @Autowired ConflictStore store;
  @Autowired ConflictWatch watch;
  @Autowired Actors actors;
  @Autowired JdbcTemplate jdbc;
  @Autowired PlatformTransactionManager transactions;

  private final Map<String, List<Long>> registered = new LinkedHashMap<>();
  private Random random = new Random(0);

  @Test
  void keptInStepOrComputedFromNothingTheConflictsAreTheSame() {
    long seed = Long.getLong("jingtu.seed", System.nanoTime());
    System.out.println("ConflictRandomEditsDbTest: jingtu.seed=" + seed);
    random = new Random(seed);
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    for (int i = 0; i < EDITS; i++) {
      transaction.executeWithoutResult(s -> edit());
    }
    List<Map<String, Object>> kept = jdbc.queryForList(FOUND);
    assertThat(kept).as("seed %d", seed).hasSizeGreaterThan(10);

    recompute();
    assertThat(jdbc.queryForList(FOUND)).as("seed %d, computed again", seed).isEqualTo(kept);

    transaction.executeWithoutResult(s -> forget("139955", "320955"));
    assertThat(jdbc.queryForList(FOUND)).isEmpty();
    ConflictRecomputation job = recompute();
    assertThat(jdbc.queryForList(FOUND)).as("seed %d, from nothing", seed).isEqualTo(kept);
    assertThat(job.opened()).isGreaterThanOrEqualTo(kept.size());
    assertThat(job.evaluated()).isGreaterThanOrEqualTo(job.total());
  }

  /** Asks for it as an administrator does, and waits for its end. */
  private ConflictRecomputation recompute() {
    UUID id = actors.as(Actor.SYSTEM, () -> recomputations.request().id());
    ConflictRecomputation done =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> jobs.find(id).orElseThrow(), job -> job.finishedAt() != null);
    assertThat(done.state()).isEqualTo(ConflictRecomputation.State.DONE);
    return done;
  }

  /** What a stop or a kill leaves: a job at work, with the page that it finished last. */
  @Test
  void aRecomputationThatWasBrokenOffGoesOnWhereItWas() {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    for (int i = 0; i < 3; i++) {
      double x = 39_700_000 + 1_000 * i;
      transaction.executeWithoutResult(
          s -> register("139956", "plan-land-use", x, Map.of("landUse", "0701")));
    }
    UUID id = UUID.randomUUID();
    assertThat(jobs.insert(id, Actor.SYSTEM, conflicts.countWatched())).isTrue();
    assertThat(actors.as(Actor.SYSTEM, () -> recomputations.request().id())).isEqualTo(id);
    StopSignal stopped = new StopSignal();
    stopped.stop(StopSignal.Reason.SERVICE_STOPPED);
    recomputations.run(id, stopped);
    assertThat(jobs.find(id).orElseThrow().state()).isEqualTo(ConflictRecomputation.State.RUNNING);
    long last =
        jdbc.queryForObject(
            "select max(feature) from plan_land_use where until is null", Long.class);
    List<Collection> watched = watch.listWatched();
    int plans = watched.indexOf(catalog.getCollection("plan-land-use"));
    long rest = watched.subList(plans + 1, watched.size()).stream().mapToLong(this::count).sum();
    jobs.progress(
        id,
        new ConflictRecomputationStore.Mark("plan-land-use", last - 1),
        0,
        ConflictStore.Tally.NONE);

    recomputations.run(id, new StopSignal());

    ConflictRecomputation done = jobs.find(id).orElseThrow();
    assertThat(done.state()).isEqualTo(ConflictRecomputation.State.DONE);
    // the last plan feature, and the collections that come after it
    assertThat(done.evaluated()).isEqualTo(1 + rest);
    recomputations.run(id, new StopSignal());
    assertThat(jobs.find(id).orElseThrow()).isEqualTo(done);
  }

  /** As at the first start of a release: what was begun by other packs begins again. */
  @Test
  void otherPacksMeanAllConflictsAnew() {
    String digest = watch.packsDigest();
    LocalDate today = LocalDate.now(Judging.CHINA);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            s -> register("139956", "plan-land-use", 39_790_000, Map.of("landUse", "0701")));
    UUID id = UUID.randomUUID();
    assertThat(jobs.insert(id, Actor.SYSTEM, conflicts.countWatched())).isTrue();
    jobs.start(id, "those of before");
    Collection last = watch.listWatched().get(watch.listWatched().size() - 1);
    jobs.progress(
        id,
        new ConflictRecomputationStore.Mark(last.id(), Long.MAX_VALUE),
        7,
        ConflictStore.Tally.NONE);
    store.setMark(new ConflictStore.Mark(today, "those of before"));
    calendar.catchUp(); // finds the one that is open
    assertThat(jobs.findOpen().orElseThrow().id()).isEqualTo(id);

    recomputations.run(id, new StopSignal());

    ConflictRecomputation done = jobs.find(id).orElseThrow();
    assertThat(done.evaluated())
        .isEqualTo(watch.listWatched().stream().mapToLong(this::count).sum());
    assertThat(store.getMark()).isEqualTo(new ConflictStore.Mark(today, digest));
    calendar.catchUp();
    assertThat(jobs.findOpen()).isEmpty();

    store.setMark(new ConflictStore.Mark(today, "those of before"));
    calendar.catchUp();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> digest.equals(store.getMark().packsDigest()));
  }

  /** Current features, and those that ended while a conflict of theirs is still open. */
  private long count(Collection collection) {
    Long count =
        jdbc.queryForObject(
            "select count(*) from (select feature from %s where until is null union select feature from conflict where collection = ? and state <> 'CLOSED') f"
                .formatted(collection.table()),
            Long.class,
            collection.id());
    return count == null ? 0 : count;
  }

  /**
   * Both have written before either commits, so neither sees what the other wrote; whoever is
   * second to take the lock must.
   */
  @Test
  void twoWritersOfDifferentCollectionsMissNothing() throws Exception {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    for (int i = 0; i < 10; i++) {
      double x = 39_600_000 + 1_000 * i;
      CyclicBarrier written = new CyclicBarrier(2);
      CompletableFuture<Void> plan =
          CompletableFuture.runAsync(
              () ->
                  transaction.executeWithoutResult(
                      s -> {
                        register("139956", "plan-land-use", x, Map.of("landUse", "0701"));
                        await(written);
                      }));
      CompletableFuture<Void> site =
          CompletableFuture.runAsync(
              () ->
                  transaction.executeWithoutResult(
                      s -> {
                        register("139956", "contaminated-sites", x, LISTED);
                        await(written);
                      }));
      CompletableFuture.allOf(plan, site).get(30, TimeUnit.SECONDS);
      assertThat(
              jdbc.queryForObject(
                  "select count(*) from conflict where adcode = '139956' and rule = 'plan-over-site' and state = 'OPEN'",
                  Integer.class))
          .isEqualTo(i + 1);
    }
  }

  /**
   * A conflict that is taken away behind the service's back comes again only when something changes
   * that can touch it: 5 km away nothing is evaluated.
   */
  @Test
  void onlyWhatAChangeCanTouchIsEvaluatedAgain() {
    double near = 39_650_000;
    double far = near + 5_000;
    for (double x : new double[] {near, far}) {
      commit(() -> register("139957", "plan-land-use", x, Map.of("landUse", "0701")));
      commit(() -> register("139957", "contaminated-sites", x, LISTED));
    }
    assertThat(countPlansOverSites()).isEqualTo(2);
    commit(() -> forget("139957"));

    // the plan there is evaluated against the first site and this one
    commit(() -> register("139957", "contaminated-sites", near, LISTED));
    assertThat(countPlansOverSites()).isEqualTo(2);

    commit(() -> register("139957", "contaminated-sites", far, LISTED));
    assertThat(countPlansOverSites()).isEqualTo(4);
  }

  private void commit(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(s -> work.run());
  }

  private int countPlansOverSites() {
    return jdbc.queryForObject(
        "select count(*) from conflict where adcode = '139957' and rule = 'plan-over-site' and state = 'OPEN'",
        Integer.class);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void register(String adcode, String id, double x, Map<String, Object> attributes) {
    Collection collection = catalog.getCollection(id);
    CollectionWriter writer = writers.open(collection, null);
    long feature = writers.newIds().next();
    Map<String, Object> raw = new LinkedHashMap<>(attributes);
    raw.put("code", "W" + feature);
    raw.put("adcode", adcode);
    Geometry square = GEOMETRY.toGeometry(new Envelope(x, x + 100, 4_110_000, 4_110_100));
    FeatureDraft draft =
        new DraftReader(collection, systems, systems.getCrs("EPSG:4527"))
            .read(raw, square, Map.of())
            .draft();
    writer.insert(
        writer.encode(
            List.of(new EncodedBatch.Entry(feature, java.util.Objects.requireNonNull(draft)))));
    writer.finish("writer", new CollectionWriter.Changes(1, 0, 0));
  }

  /** As if nothing had ever been found; the guard of the history stands aside for that. */
  private void forget(String... counties) {
    jdbc.execute("set local session_replication_role = replica");
    String ours = "select id from conflict where adcode = any(?)";
    jdbc.update("delete from conflict_event where conflict in (" + ours + ")", (Object) counties);
    jdbc.update("delete from conflict where id in (" + ours + ")", (Object) counties);
  }

  /** A new feature, a new version of one, the end of one, or a declared coverage. */
  private void edit() {
    String id =
        pick(
            "contaminated-sites",
            "contaminated-sites",
            "plan-land-use",
            "plan-land-use",
            "parcels",
            "control-zones",
            "farmland-classes",
            "permanent-basic-farmland",
            "water-source-protection",
            "supervised-units",
            "supervised-units");
    Collection collection = catalog.getCollection(id);
    List<Long> there = registered.computeIfAbsent(id, k -> new ArrayList<>());
    CollectionWriter writer = writers.open(collection, null);
    int what = random.nextInt(10);
    if (what == 0) {
      writer.declareCoverage(
          pick(COUNTIES), null, random.nextBoolean() ? LocalDate.now() : LocalDate.of(2015, 1, 1));
    } else if (what < 6 || there.isEmpty()) {
      long feature = writers.newIds().next();
      there.add(feature);
      insert(writer, collection, feature);
    } else {
      long feature = there.get(random.nextInt(there.size()));
      writer.end(List.of(feature));
      if (what < 9) {
        insert(writer, collection, feature);
      } else {
        there.remove(feature);
      }
    }
    writer.finish("random", new CollectionWriter.Changes(1, 0, 0));
  }

  private void insert(CollectionWriter writer, Collection collection, long feature) {
    FeatureDraft draft = draft(collection, feature);
    writer.insert(writer.encode(List.of(new EncodedBatch.Entry(feature, draft))));
  }

  private FeatureDraft draft(Collection collection, long feature) {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("code", "R" + feature);
    raw.put("adcode", pick(COUNTIES));
    switch (collection.id()) {
      case "contaminated-sites" -> {
        raw.put(
            "status", pick("SUSPECTED", "CONFIRMED", "LISTED", "UNDER_REMEDIATION", "DELISTED"));
        raw.put("listed", pick("true", "false"));
        raw.put("targetMet", pick("true", "false"));
        raw.put("pollutionLevel", pick("SEVERE", "LIGHT"));
        raw.put("industry", pick("C2614", "C1391"));
      }
      case "plan-land-use" -> {
        raw.put("landUse", pick("0701", "080403", "1001"));
        raw.put("planStage", pick("DRAFT", "APPROVED"));
      }
      case "parcels" -> {
        raw.put("parcelNo", "139955001001GB%05d".formatted(feature / 1_000 % 100_000));
        raw.put("plannedUse", pick("0701", "1001"));
        raw.put("currentUse", "1001");
        raw.put("surveyState", pick("NONE", "DETAILED"));
        raw.put("supplyState", pick("PLANNED", "IN_PROGRESS", "SUPPLIED", "BUILT"));
      }
      case "control-zones" -> {
        raw.put("inForceFrom", LocalDate.now().plusDays(random.nextInt(5) - 3).toString());
        raw.put("inForceTo", LocalDate.now().plusDays(random.nextInt(5) - 1).toString());
      }
      case "farmland-classes" ->
          raw.put("soilClass", pick("PRIORITY_PROTECTION", "SAFE_USE", "STRICT_CONTROL"));
      case "supervised-units" -> {
        raw.put("kind", "SOIL");
        raw.put("industry", "C2614");
        raw.put("inOperation", pick("true", "false"));
      }
      case "water-source-protection" -> raw.put("level", pick("LEVEL_1", "QUASI"));
      default -> raw.put("name", "永久基本农田");
    }
    DraftReader.Outcome outcome =
        new DraftReader(collection, systems, systems.getCrs("EPSG:4527"))
            .read(raw, shape(collection), Map.of());
    assertThat(outcome.problems()).isEmpty();
    return java.util.Objects.requireNonNull(outcome.draft());
  }

  /**
   * A turned rectangle of 20 to 320 m; sites and units may be points or have no place, and from
   * version to version become one or the other.
   */
  private @Nullable Geometry shape(Collection collection) {
    double x = 39_500_000 + 1_000 * random.nextDouble();
    double y = 4_100_000 + 1_000 * random.nextDouble();
    if (collection.geometry().allowsNone() && random.nextInt(12) == 0) {
      return null;
    }
    if (collection.geometry().allowsPoint() && random.nextInt(3) == 0) {
      return GEOMETRY.createPoint(new Coordinate(x, y));
    }
    Geometry box =
        GEOMETRY.toGeometry(
            new Envelope(
                x, x + 20 + 300 * random.nextDouble(), y, y + 20 + 300 * random.nextDouble()));
    return random.nextInt(3) == 0
        ? box
        : AffineTransformation.rotationInstance(random.nextDouble() * Math.PI, x, y).transform(box);
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
