package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.Roles;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.DatabaseTest;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.util.GeometricShapeFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions, pieces and history of features on the real PostGIS. */
@SpringBootTest
@DatabaseTest
class FeaturesDbTest {

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  @Autowired Features features;
  @Autowired Catalog catalog;
  @Autowired CoordinateSystems systems;
  @Autowired Overlay overlay;
  @Autowired JdbcTemplate jdbc;
  @Autowired Actors actors;
  @Autowired PlatformTransactionManager transactions;

  private static final Actor EDITOR =
      new Actor(7, "editor", "测试编辑", "ECOLOGY", null, Set.of(Roles.ADMIN));

  @Test
  void aFeatureIsCreatedReplacedAndEndedAndEveryVersionStaysReadable() throws Exception {
    Collection sites = catalog.getCollection("contaminated-sites");
    FeatureVersion first = create(sites, site("S-1", "甲厂", square(39_550_000, 4_530_000, 200)));
    Instant betweenFirstAndSecond = databaseNow();
    FeatureVersion second =
        replace(
            sites,
            first.feature(),
            first.since(),
            site("S-1", "乙厂", square(39_550_000, 4_530_000, 100)));
    remove(sites, first.feature(), second.since());

    assertThat(second.since()).isEqualTo(first.since() + 1);
    assertThat(features.listHistory(sites, first.feature()))
        .extracting(v -> v.attributes().get("name"))
        .containsExactly("乙厂", "甲厂");
    FeatureVersion then = features.getFeature(sites, first.feature(), betweenFirstAndSecond);
    assertThat(then.attributes()).containsEntry("name", "甲厂");
    assertThatThrownBy(() -> features.getFeature(sites, first.feature(), null))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("FEATURE_NOT_FOUND"));
  }

  @Test
  void theAreaIsEllipsoidalAndAgreesWithPostgis() {
    Collection sites = catalog.getCollection("contaminated-sites");
    // 200 m × 200 m in the Gauss-Krüger plane = 40,000 m². At y = 50 km from the central meridian
    // the plane is enlarged by y²/(2R²) = 50²/(2·6371²) = 3.08e-5 in length, so the ellipsoidal
    // area is 40,000 · (1 − 2 · 3.08e-5) = 39,997.5 m².
    FeatureVersion site = create(sites, site("S-AREA", "乙厂", square(39_550_000, 4_530_000, 200)));
    Double postgis =
        jdbc.queryForObject(
            "select st_area(geom::geography) from contaminated_sites where feature = ? and until is null",
            Double.class,
            site.feature());
    assertThat(site.areaSquareMetres()).isCloseTo(39_997.5, within(0.2));
    assertThat(site.areaSquareMetres()).isCloseTo(postgis, within(0.01));
  }

  @Test
  void aLargeGeometryIsCutIntoPiecesThatTileIt() {
    Collection zones = catalog.getCollection("groundwater-zones");
    GeometricShapeFactory circle = new GeometricShapeFactory(GEOMETRY);
    circle.setCentre(new Coordinate(39_560_000, 4_540_000));
    circle.setSize(4_000);
    circle.setNumPoints(5_000);
    FeatureVersion zone =
        create(
            zones,
            draft(
                zones,
                Map.of(
                    "code",
                    "Z-1",
                    "adcode",
                    "130899",
                    "scheme",
                    "A",
                    "zoneClass",
                    "CONTROL_LEVEL_1"),
                circle.createCircle()));

    Map<String, Object> pieces =
        jdbc.queryForMap(
            """
            select count(*) as count, max(st_npoints(geom)) as vertices, sum(st_area(geom::geography)) as area
            from overlay_piece where collection = 3 and feature = ? and until is null
            """,
            zone.feature());
    assertThat((Long) pieces.get("count")).isGreaterThan(40); // 5,000 vertices / 128
    assertThat((Integer) pieces.get("vertices")).isLessThanOrEqualTo(128);
    assertThat((Double) pieces.get("area")).isCloseTo(zone.areaSquareMetres(), within(0.01));
  }

  @Test
  void aVersionThatIsNoLongerCurrentIsNotOverwritten() {
    Collection sites = catalog.getCollection("contaminated-sites");
    FeatureVersion first = create(sites, site("S-3", "甲厂", square(39_551_000, 4_530_000, 50)));
    replace(
        sites,
        first.feature(),
        first.since(),
        site("S-3", "乙厂", square(39_551_000, 4_530_000, 50)));

    assertThatThrownBy(
            () ->
                replace(
                    sites,
                    first.feature(),
                    first.since(),
                    site("S-3", "LISTED", square(39_551_000, 4_530_000, 50))))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("FEATURE_CHANGED_MEANWHILE"));
  }

  @Test
  void aCodeIsUsedOnce() {
    Collection sites = catalog.getCollection("contaminated-sites");
    create(sites, site("S-4", "甲厂", square(39_552_000, 4_530_000, 50)));
    long version =
        jdbc.queryForObject(
            "select version from dataset where collection = 'contaminated-sites'", Long.class);

    assertThatThrownBy(() -> create(sites, site("S-4", "甲厂", square(39_552_000, 4_530_000, 50))))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("CODE_IN_USE"));
    assertThat(
            jdbc.queryForObject(
                "select version from dataset where collection = 'contaminated-sites'", Long.class))
        .isEqualTo(version);
  }

  @Test
  void thePastCannotBeChangedOrDeletedBySql() {
    Collection sites = catalog.getCollection("contaminated-sites");
    FeatureVersion site = create(sites, site("S-5", "甲厂", square(39_553_000, 4_530_000, 50)));

    assertThatThrownBy(
            () ->
                jdbc.update(
                    "update contaminated_sites set status = 'DELISTED' where feature = ?",
                    site.feature()))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(
            () -> jdbc.update("delete from contaminated_sites where feature = ?", site.feature()))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.execute("truncate overlay_piece"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void oneStatementFindsCandidatesOfAllCollectionsNowAndThen() {
    Collection sites = catalog.getCollection("contaminated-sites");
    Collection farmland = catalog.getCollection("farmland-classes");
    FeatureVersion site = create(sites, site("S-6", "LISTED", square(39_570_000, 4_530_000, 100)));
    create(
        farmland,
        draft(
            farmland,
            Map.of("code", "F-6", "adcode", "130899", "soilClass", "3"),
            square(39_570_050, 4_530_000, 100)));
    Map<String, Long> before = Map.copyOf(new Datasets(jdbc, catalog).currentVersions());
    remove(sites, site.feature(), site.since());

    Geometry plot =
        systems.toStorage(square(39_570_060, 4_530_020, 20), systems.getCrs("EPSG:4527"));
    Envelope extent = plot.getEnvelopeInternal();
    Overlay.Window window = new Overlay.Window(extent, extent, Set.of());
    assertThat(overlay.read(window, plot, "130899", null).candidates())
        .extracting(Overlay.Candidate::code)
        .containsExactly("F-6");
    Overlay.Answer then = overlay.read(window, plot, "130899", before);
    assertThat(then.candidates())
        .extracting(Overlay.Candidate::code)
        .containsExactlyInAnyOrder("S-6", "F-6");
    Overlay.Answer described =
        overlay.read(window.describing(Set.of("farmland-classes")), plot, "130899", before);
    assertThat(described.candidates())
        .as("the site is found, but nobody asked for its attributes")
        .extracting(Overlay.Candidate::feature, Overlay.Candidate::code)
        .containsExactlyInAnyOrder(
            tuple(site.feature(), ""),
            tuple(
                then.candidates().stream()
                    .filter(c -> c.code().equals("F-6"))
                    .findFirst()
                    .orElseThrow()
                    .feature(),
                "F-6"));
    assertThat(then.states()).hasSize(12); // 13 collections, parcels are not overlaid
    assertThat(then.states()).allSatisfy(s -> assertThat(s.covered()).isFalse());
    assertThat(
            then.candidates().stream()
                .filter(c -> c.code().equals("F-6"))
                .findFirst()
                .orElseThrow()
                .attributes())
        .containsEntry("soilClass", "STRICT_CONTROL");
  }

  @Test
  void theStatementUsesTheOneSpatialIndexOfThePieces() {
    // the few pieces of a test are read whole at less cost, once the database has counted them
    List<String> plan =
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  jdbc.execute("set local enable_seqscan = off");
                  return jdbc.queryForList(
                      "explain " + overlay.currentSql(),
                      String.class,
                      new Integer[] {1},
                      117.5,
                      40.9,
                      117.501,
                      40.901,
                      117.5,
                      40.9,
                      117.501,
                      40.901,
                      new Integer[] {1},
                      "130899",
                      new org.locationtech.jts.io.WKBWriter()
                          .write(GEOMETRY.createPoint(new Coordinate(117.5, 40.9))),
                      "130899");
                });
    assertThat(plan).anyMatch(line -> line.contains("overlay_piece_current"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on overlay_piece"));
    // sites without geometry may be found by the index of their table, what lies at a place not
    assertThat(String.join("\n", plan))
        .doesNotContainPattern("_current_geom[^\n]*\n *Index Cond: \\(geom &&");
  }

  private FeatureVersion create(Collection collection, FeatureDraft draft) {
    return actors.as(EDITOR, () -> features.create(collection, draft));
  }

  private FeatureVersion replace(
      Collection collection, long feature, long expected, FeatureDraft draft) {
    return actors.as(EDITOR, () -> features.replace(collection, feature, expected, draft));
  }

  private void remove(Collection collection, long feature, long expected) {
    actors.as(
        EDITOR,
        () -> {
          features.remove(collection, feature, expected);
          return feature;
        });
  }

  private Instant databaseNow() {
    return jdbc.queryForObject("select clock_timestamp()", java.sql.Timestamp.class).toInstant();
  }

  private FeatureDraft site(String code, String name, Geometry geometry) {
    Collection sites = catalog.getCollection("contaminated-sites");
    return draft(
        sites,
        Map.of("code", code, "name", name, "adcode", "130899", "status", "SUSPECTED"),
        geometry);
  }

  private FeatureDraft draft(Collection collection, Map<String, Object> raw, Geometry geometry) {
    DraftReader reader = new DraftReader(collection, systems, systems.getCrs("EPSG:4527"));
    DraftReader.Outcome outcome = reader.read(raw, geometry, Map.of());
    assertThat(outcome.problems()).isEmpty();
    return outcome.draft();
  }

  /** A square in zone 39, lower left corner and side in metres. */
  private static Geometry square(double east, double north, double side) {
    Geometry unit = GEOMETRY.toGeometry(new Envelope(0, 1, 0, 1));
    return AffineTransformation.scaleInstance(side, side).translate(east, north).transform(unit);
  }
}
