package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.Roles;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.DatabaseTest;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A publication is stopped at each of its steps as a killed service would stop it: the database
 * connection dies after the step's last statement and before its commit. Then the step is done for
 * real, and then once more. Dates lie in 2031, so that the service's own schedule leaves them
 * alone.
 */
@SpringBootTest
@DatabaseTest
class ZonePublicationDbTest {

  private static final Actor AUTHOR =
      new Actor(71, "zone-author", "拟稿", "ECOLOGY", null, Set.of(Roles.READER, Roles.EDITOR));
  private static final Actor OFFICER =
      new Actor(72, "zone-officer", "负责人", "ECOLOGY", null, Set.of(Roles.READER, Roles.OFFICER));
  private static final LocalDate FIRST = LocalDate.of(2031, 3, 1);
  private static final LocalDate LAST = LocalDate.of(2031, 12, 31);

  @Autowired Zones zones;
  @Autowired ZoneEffects effects;
  @Autowired ZoneStore store;
  @Autowired Features features;
  @Autowired CollectionWriters writers;
  @Autowired Catalog catalog;
  @Autowired Actors actors;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void aServiceKilledAtAnyStepLosesNothingAndDoesNothingTwice() {
    String id = draft("ZP-KILL", 117.30);

    once(id, ZoneState.SUBMITTED, () -> as(AUTHOR, () -> zones.submit(id, null)));
    once(id, ZoneState.APPROVED, () -> as(OFFICER, () -> zones.approve(id, null, approval())));
    once(
        id, ZoneState.PUBLISHED, () -> as(OFFICER, () -> zones.publish(id, null, announced(LAST))));
    assertThat(current("ZP-KILL")).isEmpty();
    assertThat(effects.step(Long.parseLong(id), FIRST.minusDays(1))).isFalse();
    stepOnce(id, ZoneState.IN_FORCE, FIRST);
    assertThat(current("ZP-KILL")).hasSize(1);
    assertThat(effects.step(Long.parseLong(id), LAST)).isFalse();
    stepOnce(id, ZoneState.EXPIRED, LAST.plusDays(1));

    assertThat(current("ZP-KILL")).isEmpty();
    assertThat(actions(id))
        .containsExactly("CREATED", "SUBMITTED", "APPROVED", "PUBLISHED", "TOOK_EFFECT", "EXPIRED");
    // what the register says of those days stays readable
    assertThat(
            jdbc.queryForObject(
                "select count(*) from control_zones where code = 'ZP-KILL' and announcement_no = '示范公告7号'",
                Integer.class))
        .isEqualTo(1);
  }

  @Test
  void instancesThatStepAtTheSameMomentDoItOnce() throws Exception {
    String id = published("ZP-RACE", 117.31, null);
    long before = dataVersion();
    int instances = 6;
    CyclicBarrier start = new CyclicBarrier(instances);
    ExecutorService pool = Executors.newFixedThreadPool(instances);
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      all.add(
          () -> {
            start.await();
            return effects.step(Long.parseLong(id), FIRST);
          });
    }
    int done = 0;
    for (Future<Boolean> one : pool.invokeAll(all)) {
      done += one.get() ? 1 : 0;
    }
    pool.shutdown();

    assertThat(done).isEqualTo(1);
    assertThat(dataVersion()).isEqualTo(before + 1);
    assertThat(actions(id)).filteredOn("TOOK_EFFECT"::equals).hasSize(1);
    withdraw(id);
  }

  @Test
  void aLaterZoneOfTheSameCodeSupersedesTheEarlierUnderItsFeature() {
    String first = published("ZP-NEXT", 117.32, null);
    effects.step(Long.parseLong(first), FIRST);
    FeatureVersion registered = current("ZP-NEXT").get(0);
    String second = published("ZP-NEXT", 117.3205, null);
    effects.step(Long.parseLong(second), FIRST);

    assertThat(zones.getZone(first).state()).isEqualTo(ZoneState.SUPERSEDED);
    assertThat(zones.getZone(second).state()).isEqualTo(ZoneState.IN_FORCE);
    assertThat(current("ZP-NEXT"))
        .singleElement()
        .satisfies(f -> assertThat(f.feature()).isEqualTo(registered.feature()))
        .satisfies(f -> assertThat(f.since()).isGreaterThan(registered.since()));
    withdraw(second);
    assertThat(current("ZP-NEXT")).isEmpty();
  }

  @Test
  void nothingButAPublicationChangesOrEndsWhatAPublicationPutInForce() {
    String id = published("ZP-KEPT", 117.33, null);
    effects.step(Long.parseLong(id), FIRST);
    FeatureVersion kept = current("ZP-KEPT").get(0);
    var collection = catalog.getCollection("control-zones");

    assertThatThrownBy(
            () ->
                as(
                    AUTHOR,
                    () -> {
                      features.remove(collection, kept.feature(), kept.since());
                      return null;
                    }))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("ZONES_KEPT_BY_PUBLICATION"));
    // a replacement of the county, as an import does it
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    s -> {
                      var writer = writers.open(collection, null);
                      writer.endCounties(List.of("139953"));
                      writer.finish(
                          "test", new org.jingtu.features.CollectionWriter.Changes(0, 0, 1));
                    }))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("ZONES_KEPT_BY_PUBLICATION"));
    assertThat(current("ZP-KEPT")).hasSize(1);
    withdraw(id);
  }

  @Test
  void theAuthorDoesNotApproveAndStatesAreKept() {
    String id = draft("ZP-ACTS", 117.34);
    as(AUTHOR, () -> zones.submit(id, null));
    Actor both = new Actor(71, "zone-author", "拟稿", "ECOLOGY", null, Set.of(Roles.ADMIN));

    refused("ZONE_APPROVED_BY_AUTHOR", both, () -> zones.approve(id, null, approval()));
    refused("ROLE_MISSING", AUTHOR, () -> zones.approve(id, null, approval()));
    refused("ZONE_ACT_REFUSED", OFFICER, () -> zones.publish(id, null, announced(null)));
    refused("ZONE_CHANGED_MEANWHILE", OFFICER, () -> zones.approve(id, 99L, approval()));
    refused("ZONE_UNDERWAY", AUTHOR, () -> zones.create(request("ZP-ACTS", 117.35)));
    as(OFFICER, () -> zones.reject(id, null, "边界有误"));
    assertThat(zones.getZone(id).state()).isEqualTo(ZoneState.DRAFT);
    as(AUTHOR, () -> zones.withdraw(id, null, "作废"));
    assertThat(zones.getZone(id).state()).isEqualTo(ZoneState.WITHDRAWN);
  }

  /** The step is killed before its commit, done, and done again. */
  private void once(String id, ZoneState after, Runnable act) {
    String before = everything(id);
    kill(act);
    assertThat(everything(id)).isEqualTo(before);
    act.run();
    assertThat(zones.getZone(id).state()).isEqualTo(after);
    String done = everything(id);
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("ZONE_ACT_REFUSED"));
    assertThat(everything(id)).isEqualTo(done);
  }

  private void stepOnce(String id, ZoneState after, LocalDate day) {
    String before = everything(id);
    kill(() -> effects.step(Long.parseLong(id), day));
    assertThat(everything(id)).isEqualTo(before);
    assertThat(effects.step(Long.parseLong(id), day)).isTrue();
    assertThat(zones.getZone(id).state()).isEqualTo(after);
    String done = everything(id);
    assertThat(effects.step(Long.parseLong(id), day)).isFalse();
    assertThat(everything(id)).isEqualTo(done);
  }

  private void kill(Runnable act) {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      act.run();
                      jdbc.execute("select pg_terminate_backend(pg_backend_pid())");
                    }))
        .isInstanceOf(Exception.class)
        .isNotInstanceOf(Problem.class);
  }

  /** State, events, audit entries, registered versions and data version, as one text. */
  private String everything(String id) {
    return jdbc.queryForObject(
        """
        select concat_ws(' ', z.version, z.state, z.feature,
          (select count(*) from zone_event e where e.zone = z.id),
          (select count(*) from audit_entry a where a.subject = 'zones/' || z.id),
          (select string_agg(c.since || '-' || coalesce(c.until::text, ''), ',' order by c.since)
             from control_zones c where c.code = z.code),
          (select count(*) from overlay_piece p where p.collection = 4 and p.until is null))
        from zone_publication z where z.id = ?
        """,
        String.class,
        Long.parseLong(id));
  }

  private void refused(String code, Actor actor, java.util.function.Supplier<?> act) {
    assertThatThrownBy(() -> as(actor, act))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
  }

  private String published(String code, double west, LocalDate last) {
    String id = draft(code, west);
    as(AUTHOR, () -> zones.submit(id, null));
    as(OFFICER, () -> zones.approve(id, null, approval()));
    as(OFFICER, () -> zones.publish(id, null, announced(last)));
    return id;
  }

  private void withdraw(String id) {
    as(OFFICER, () -> zones.withdraw(id, null, "测试结束"));
  }

  private String draft(String code, double west) {
    return Long.toString(as(AUTHOR, () -> zones.create(request(code, west))).id());
  }

  private static ZoneDraft request(String code, double west) {
    return new ZoneDraft(
        "control-zones",
        null,
        new GeometryFactory().toGeometry(new Envelope(west, west + 0.001, 40.5, 40.501)),
        Map.of("code", code, "adcode", "139953", "measures", "不得开发"),
        List.of(),
        List.of(),
        null);
  }

  private static Zone.Approval approval() {
    return new Zone.Approval("关于划定的批复", "示范政字3号", LocalDate.of(2026, 1, 5), "某县人民政府");
  }

  private static Zone.Announcement announced(LocalDate last) {
    return new Zone.Announcement("示范公告7号", "公告正文", LocalDate.of(2026, 1, 9), FIRST, last);
  }

  private List<FeatureVersion> current(String code) {
    return features.listByCodes(catalog.getCollection("control-zones"), List.of(code));
  }

  private List<String> actions(String id) {
    return store.listEvents(Long.parseLong(id)).stream().map(ZoneEvent::action).toList();
  }

  private long dataVersion() {
    return jdbc.queryForObject(
        "select version from dataset where collection = 'control-zones'", Long.class);
  }

  private <T> T as(Actor actor, java.util.function.Supplier<T> act) {
    return actors.as(actor, act);
  }
}
