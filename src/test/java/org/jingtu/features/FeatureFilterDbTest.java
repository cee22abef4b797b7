package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * CQL finds what it says, on four parcels: squares of 0.001° (about 84.8 m × 111 m = 9,410 m²) with
 * their lower left corners at 118.1°, 118.2°, 118.3°, 118.4° E, 40.5° N.
 */
@SpringBootTest
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeatureFilterDbTest {

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  @Autowired Features features;
  @Autowired FeatureScan scan;
  @Autowired Catalog catalog;
  @Autowired CoordinateSystems systems;
  @Autowired Actors actors;
  @Autowired org.springframework.transaction.PlatformTransactionManager transactions;

  @BeforeAll
  void create() {
    // no. 1 residential of 9,500.5 m², no. 2 school, no. 3 without use and owner, no. 4 industrial
    create(
        1,
        Map.of(
            "plannedUse",
            "0701",
            "holder",
            "甲公司_1",
            "registeredAreaSquareMetres",
            9500.5,
            "sourceDate",
            "2026-01-31",
            "surveyState",
            "NONE"));
    create(
        2,
        Map.of(
            "plannedUse",
            "080403",
            "holder",
            "乙%公司",
            "registeredAreaSquareMetres",
            100,
            "sourceDate",
            "2026-02-01"));
    create(3, Map.of("surveyState", "DETAILED"));
    create(4, Map.of("plannedUse", "1001", "currentUse", "1001", "holder", "O'Neil"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plannedUse = '0701' | 1",
        "'0701' = plannedUse | 1",
        "plannedUse <> '0701' | 2 4",
        "NOT plannedUse = '0701' | 2 4",
        "plannedUse IN ('0701', '1001') | 1 4",
        "plannedUse NOT IN ('0701', '1001') | 2",
        "plannedUse LIKE '08%' | 2",
        "plannedUse NOT LIKE '08%' | 1 4",
        "holder LIKE '甲公司__' | 1",
        "holder LIKE '乙\\%公司' | 2",
        "holder LIKE '\\%' |",
        "holder ILIKE 'o''n%' | 4",
        "holder = 'O''Neil' | 4",
        "plannedUse IS NULL | 3",
        "plannedUse IS NOT NULL AND surveyState IS NULL | 2 4",
        "registeredAreaSquareMetres BETWEEN 100 AND 9500.5 | 1 2",
        "registeredAreaSquareMetres > 100 | 1",
        "100 >= registeredAreaSquareMetres | 2",
        "registeredAreaSquareMetres > -1 | 1 2",
        "areaSquareMetres > 9000 | 1 2 3 4",
        "areaSquareMetres > registeredAreaSquareMetres | 2",
        "plannedUse = currentUse | 4",
        "sourceDate < '2026-02-01' | 1",
        "sourceDate BETWEEN '2026-01-31' AND '20260201' | 1 2",
        "surveyState = '详细调查' | 3",
        "\"土壤污染状况调查\" = 'DETAILED' | 3",
        "QLR = '甲公司_1' | 1",
        "BBOX(geometry, 118.05, 40, 118.2005, 41) | 1 2",
        "INTERSECTS(geometry, POINT (118.3005 40.5005)) | 3",
        "WITHIN(geometry, POLYGON ((118.25 40, 118.5 40, 118.5 41, 118.25 41, 118.25 40))) | 3 4",
        "DISJOINT(geometry, POLYGON ((118.25 40, 118.5 40, 118.5 41, 118.25 41, 118.25 40))) | 1 2",
        "(plannedUse = '0701' OR holder IS NULL) AND NOT (surveyState = 'NONE') | 3",
        "registeredAreaSquareMetres * 2 > 200 | 1",
        "INCLUDE | 1 2 3 4",
        "EXCLUDE |"
      })
  void finds(String cql, String expected) {
    assertThat(find(cql)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour = 'red' | FILTER_ATTRIBUTE_UNKNOWN | colour",
        "holder = | FILTER_SYNTAX |",
        "holder § 1 | FILTER_SYNTAX |",
        "plannedUse = '9999' | FILTER_VALUE_UNFIT | 9999",
        "sourceDate > 'yesterday' | FILTER_VALUE_UNFIT | yesterday",
        "registeredAreaSquareMetres > 'much' | FILTER_VALUE_UNFIT | much",
        "INTERSECTS(geometry, POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))) | FILTER_VALUE_UNFIT | RING_SELF_INTERSECTION",
        "strToLowerCase(holder) = 'a' | FILTER_UNSUPPORTED | strToLowerCase",
        "DWITHIN(geometry, POINT (1 2), 10, meters) | FILTER_UNSUPPORTED |",
        "INTERSECTS(holder, POINT (1 2)) | FILTER_UNSUPPORTED |",
        "registeredAreaSquareMetres LIKE '1%' | FILTER_UNSUPPORTED |",
        "geometry = 'x' | FILTER_UNSUPPORTED | geometry",
        "holder = registeredAreaSquareMetres | FILTER_UNSUPPORTED |",
        "holder = 'x'; drop table parcels | FILTER_SYNTAX |"
      })
  void refuses(String cql, String code, String named) {
    assertThatThrownBy(() -> find(cql))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              if (named != null) {
                assertThat(List.of(problem.arguments()).toString()).contains(named);
              }
            });
  }

  private String find(String cql) {
    Collection parcels = catalog.getCollection("parcels");
    Selection selection = new Selection(null, null, FeatureFilter.parse(parcels, cql));
    List<String> found = new ArrayList<>();
    new org.springframework.transaction.support.TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                scan.forEach(
                    parcels,
                    selection,
                    scan.overview(parcels, selection),
                    row -> found.add(((String) row.values().get(0)).substring(18))));
    return String.join(" ", found);
  }

  private void create(int number, Map<String, Object> attributes) {
    Collection parcels = catalog.getCollection("parcels");
    Map<String, Object> raw = new java.util.HashMap<>(attributes);
    raw.put("parcelNo", "130898001001GB0000" + number);
    raw.put("adcode", "130898");
    double west = 118 + number / 10.0;
    Geometry square = GEOMETRY.toGeometry(new Envelope(west, west + 0.001, 40.5, 40.501));
    DraftReader reader = new DraftReader(parcels, systems, systems.getCrs("EPSG:4490"));
    DraftReader.Outcome outcome = reader.read(raw, square, Map.of());
    assertThat(outcome.problems()).isEmpty();
    Actor editor = new Actor(7, "editor", "测试编辑", "NATURAL_RESOURCES", null, Set.of(Roles.ADMIN));
    actors.as(editor, () -> features.create(parcels, outcome.draft()));
  }
}
