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
  @Autowired org.springframework.jdbc.core.JdbcTemplate jdbc;
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
        "INTERSECTS(geometry, POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))) | FILTER_GEOMETRY_FLAWED | RING_SELF_INTERSECTION",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // basic-cql2
        "plannedUse = '0701' | 1",
        "'0701' = plannedUse OR plannedUse = '1001' | 1 4",
        "NOT (plannedUse = '0701') | 2 4",
        "NOT plannedUse = '0701' AND holder IS NOT NULL | 2 4",
        "plannedUse = '0701' OR plannedUse = '1001' AND currentUse = '0101' | 1",
        "sourceDate = DATE('2026-01-31') | 1",
        "sourceDate < TIMESTAMP('2026-01-31T00:00:00Z') | 1",
        "sourceDate < TIMESTAMP('2026-01-30T15:59:59Z') |",
        "surveyState IS NULL | 2 4",
        "true | 1 2 3 4",
        "false OR 1 = 2 |",
        // advanced-comparison-operators
        "holder LIKE '甲公司__' | 1",
        "holder LIKE '乙\\%公司' | 2",
        "holder NOT LIKE '%公司%' | 4",
        "registeredAreaSquareMetres BETWEEN 100 AND 9500.5 | 1 2",
        "registeredAreaSquareMetres NOT BETWEEN 1e2 AND 1.0E+3 | 1",
        "plannedUse IN ('0701', '1001') | 1 4",
        "plannedUse NOT IN ('0701') | 2 4",
        // case-insensitive-comparison
        "CASEI(holder) = casei('o''NEIL') | 4",
        "CASEI(holder) LIKE casei('O\\'n%') | 4",
        "CASEI(holder) IN (casei('O''NEIL'), casei('x')) | 4",
        "casei('GROSSE ΟΔΟΣ') = casei('große οδος') AND holder = '乙%公司' | 2",
        // escaping: a backslash stands for itself, a quote or a control character
        "holder = '乙%公司' AND 'a\\\\b' <> 'a\\b' | 2",
        "holder = '乙%公司' AND 'a\\t' = 'a\t' | 2",
        "holder LIKE '乙%' AND 'x\\\\' = 'x\\\\' | 2",
        // accent-insensitive-comparison
        "CASEI(ACCENTI(holder)) = casei(accenti('Ó''NÉIL')) | 4",
        "CASEI(ACCENTI(holder)) LIKE casei(accenti('ô\\'Ñ%')) | 4",
        "ACCENTI(holder) = accenti('甲公司一部') |",
        // spatial-functions
        "S_INTERSECTS(geometry, POINT(118.3005 40.5005)) | 3",
        "S_INTERSECTS(geometry, BBOX(118.05, 40, 118.2005, 41)) | 1 2",
        "S_INTERSECTS(BBOX(118.05, 40, 0, 118.2005, 41, 10), geometry) | 1 2",
        "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(118.1005 40.5005), POINT(118.4 40.5))) | 1 4",
        "S_WITHIN(geometry, POLYGON((118.25 40, 118.5 40, 118.5 41, 118.25 41, 118.25 40))) | 3 4",
        "S_CONTAINS(geometry, POINT Z (118.2005 40.5005 7)) | 2",
        "S_DISJOINT(geometry, BBOX(118.15,40,119,41)) | 1",
        "S_TOUCHES(geometry, LINESTRING(118.101 40, 118.101 41)) | 1",
        "S_CROSSES(geometry, LINESTRING(118.1005 40, 118.1005 41)) | 1",
        "S_OVERLAPS(geometry, BBOX(118.1005,40,118.1015,41)) | 1",
        "S_EQUALS(geometry, BBOX(118.1,40.5,118.101,40.501)) | 1",
        // temporal-functions
        "T_AFTER(sourceDate, DATE('2026-01-31')) | 2",
        "T_BEFORE(sourceDate, TIMESTAMP('2026-02-01T00:00:00+08:00')) | 1",
        "T_DURING(INTERVAL(sourceDate, sourceDate), INTERVAL('2026-01-01', '2026-01-31')) |",
        "T_DURING(INTERVAL(sourceDate, sourceDate), INTERVAL('2026-01-01', '2026-02-01')) | 1",
        "T_INTERSECTS(sourceDate, INTERVAL('2026-02-01', '..')) | 2",
        "T_INTERSECTS(INTERVAL(sourceDate, DATE('2026-03-01')), INTERVAL('..', '2026-01-31')) | 1",
        "T_EQUALS(sourceDate, DATE('2026-02-01')) | 2",
        "T_DISJOINT(sourceDate, INTERVAL('2026-01-31', '2026-01-31')) | 2",
        "T_STARTS(INTERVAL(sourceDate,'2026-02-10'), INTERVAL('2026-02-01','2026-03-01')) | 2",
        "T_STARTEDBY(INTERVAL(sourceDate,'2026-03-10'), INTERVAL('2026-02-01','2026-03-01')) | 2",
        "T_FINISHES(INTERVAL(sourceDate,'2026-03-01'), INTERVAL('2026-01-31','2026-03-01')) | 2",
        "T_FINISHEDBY(INTERVAL(sourceDate,'2026-03-01'), INTERVAL('2026-02-01','2026-03-01')) | 1",
        "T_MEETS(INTERVAL('2026-01-01', sourceDate), INTERVAL('2026-01-31','2026-03-01')) | 1",
        "T_METBY(INTERVAL(sourceDate, '2026-05-01'), INTERVAL('2026-01-01','2026-02-01')) | 2",
        "T_OVERLAPS(INTERVAL('2026-01-01', sourceDate), INTERVAL('2026-01-31','2026-03-01')) | 2",
        "T_OVERLAPPEDBY(INTERVAL(sourceDate,'2026-03-02'), INTERVAL('2026-01-31','2026-03-01')) | 2",
        "T_CONTAINS(INTERVAL(sourceDate,'2026-03-02'), INTERVAL('2026-02-01','2026-03-01')) | 1",
        // arithmetic: 9500.5 and 100
        "registeredAreaSquareMetres * 2 + 1 = 19002 | 1",
        "registeredAreaSquareMetres = 10 ^ 2 | 2",
        "registeredAreaSquareMetres = 10 ^ 2 ^ 1 AND 2 ^ 3 ^ 2 = 512 | 2",
        "registeredAreaSquareMetres % 30 = 10 | 2",
        "registeredAreaSquareMetres DIV 30 = 3 | 2",
        "(registeredAreaSquareMetres - 100) / 2 > 1 | 1",
        "-registeredAreaSquareMetres < -(50 + 50.5) | 1",
        "registeredAreaSquareMetres / 0 > 1 |",
        // property-property
        "plannedUse = currentUse | 4",
        "registeredAreaSquareMetres < areaSquareMetres | 2",
        "\"土壤污染状况调查\" = 'DETAILED' | 3"
      })
  void findsByCql2Text(String cql, String expected) {
    assertThat(find(c -> FeatureFilter.parseCql2Text(c, cql, g -> g)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'=','args':[{'property':'plannedUse'},'0701']} | 1",
        "{'op':'and','args':[{'op':'like','args':[{'property':'holder'},'%公司%']},{'op':'not','args':[{'op':'isNull','args':[{'property':'surveyState'}]}]}]} | 1",
        "{'op':'in','args':[{'property':'plannedUse'},['0701','1001']]} | 1 4",
        "{'op':'between','args':[{'property':'registeredAreaSquareMetres'},100,200]} | 2",
        "{'op':'=','args':[{'op':'casei','args':[{'property':'holder'}]},{'op':'casei','args':['O\\'NEIL']}]} | 4",
        "{'op':'like','args':[{'op':'accenti','args':[{'op':'casei','args':[{'property':'holder'}]}]},{'op':'accenti','args':['%nêil']}]} | 4",
        "{'op':'s_intersects','args':[{'property':'geometry'},{'type':'Point','coordinates':[118.3005,40.5005]}]} | 3",
        "{'op':'s_intersects','args':[{'property':'geometry'},{'bbox':[118.05,40,118.2005,41]}]} | 1 2",
        "{'op':'t_intersects','args':[{'property':'sourceDate'},{'interval':['2026-01-01','..']}]} | 1 2",
        "{'op':'t_after','args':[{'property':'sourceDate'},{'date':'2026-01-31'}]} | 2",
        "{'op':'t_before','args':[{'property':'sourceDate'},{'timestamp':'2026-01-31T16:00:00Z'}]} | 1",
        "{'op':'=','args':[{'op':'*','args':[{'property':'registeredAreaSquareMetres'},2]},200]} | 2",
        "{'op':'<','args':[{'property':'registeredAreaSquareMetres'},{'property':'areaSquareMetres'}]} | 2"
      })
  void findsByCql2Json(String json, String expected) {
    String strict = json.replace("\\'", "~").replace('\'', '"').replace('~', '\'');
    assertThat(find(c -> FeatureFilter.parseCql2Json(c, strict, g -> g)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "holder = | FILTER_SYNTAX",
        "holder = 'x | FILTER_SYNTAX",
        "holder § 1 | FILTER_SYNTAX",
        "(holder = 'x' | FILTER_SYNTAX",
        "holder = 'x') | FILTER_SYNTAX",
        "sourceDate = DATE('soon') | FILTER_SYNTAX",
        "S_INTERSECTS(geometry, POLYGON((0 0, 1 1))) | FILTER_SYNTAX",
        "S_INTERSECTS(geometry, BBOX(1,2,3)) | FILTER_SYNTAX",
        "colour = 1 | FILTER_ATTRIBUTE_UNKNOWN",
        "plannedUse = '9999' | FILTER_VALUE_UNFIT",
        "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))) | FILTER_GEOMETRY_FLAWED",
        "holder | FILTER_UNSUPPORTED",
        "S_NEAR(geometry, POINT(1 2)) | FILTER_UNSUPPORTED",
        "T_SOON(sourceDate, DATE('2026-01-01')) | FILTER_UNSUPPORTED",
        "T_AFTER(holder, DATE('2026-01-01')) | FILTER_UNSUPPORTED",
        "holder + 1 = 2 | FILTER_UNSUPPORTED",
        "pg_sleep(9) = 1 | FILTER_UNSUPPORTED",
        "holder = registeredAreaSquareMetres | FILTER_UNSUPPORTED",
        "holder = 'x'; drop table parcels | FILTER_SYNTAX",
        "S_TOUCHES(geometry, GEOMETRYCOLLECTION(POINT(1 2))) | FILTER_UNSUPPORTED",
        "S_INTERSECTS(geometry, POINT(1 2), POINT(1 2)) | FILTER_SYNTAX",
        "CASEI(holder, 'x') = 'x' | FILTER_SYNTAX",
        "T_MEETS(sourceDate, INTERVAL('2026-01-01', '..')) | FILTER_SYNTAX",
        "S_INTERSECTS(geometry, BBOX(1, 9, 2, 8)) | FILTER_SYNTAX",
        "holder LIKE holder | FILTER_SYNTAX"
      })
  void refusesCql2(String cql, String code) {
    assertThatThrownBy(() -> find(c -> FeatureFilter.parseCql2Text(c, cql, g -> g)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'=','op':'<>','args':[{'property':'holder'},'x']} | FILTER_SYNTAX | op",
        "{'op':'=','args':[{'property':'holder'},'x'] | FILTER_SYNTAX | filter.unfinished",
        "{'op':'=','args':[{'property':'holder'},'a\\u0000b']} | FILTER_SYNTAX | u0000",
        "{'op':'=','args':[{'property':'holder'},null]} | FILTER_SYNTAX | null"
      })
  void refusesCql2Json(String json, String code, String named) {
    assertThatThrownBy(
            () -> find(c -> FeatureFilter.parseCql2Json(c, json.replace('\'', '"'), g -> g)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(List.of(problem.arguments()).toString()).contains(named);
            });
    String large = "{\"op\":\"<\",\"args\":[{\"property\":\"areaSquareMetres\"},1e400]}";
    assertThat(find(c -> FeatureFilter.parseCql2Json(c, large, g -> g))).isEqualTo("1 2 3 4");
  }

  @org.junit.jupiter.api.Test
  void spatialFunctionsLookIntoTheIndex() {
    Collection parcels = catalog.getCollection("parcels");
    for (String function :
        List.of("S_INTERSECTS", "S_WITHIN", "S_TOUCHES", "S_EQUALS", "S_OVERLAPS")) {
      String cql = function + "(geometry, BBOX(118.1,40.5,118.101,40.501)) AND holder IS NOT NULL";
      FeatureFilter filter = FeatureFilter.parseCql2Text(parcels, cql, g -> g);
      Selection selection = new Selection(null, null, filter);
      List<String> plan =
          new org.springframework.transaction.support.TransactionTemplate(transactions)
              .execute(
                  status -> {
                    jdbc.execute("set local enable_seqscan = off"); // four rows need no index
                    return jdbc.queryForList(
                        "explain select 1 from parcels t where " + selection.where(),
                        String.class,
                        selection.parameters().toArray());
                  });
      assertThat(plan.toString()).as(function).contains("parcels_current_geom");
    }
  }

  @org.junit.jupiter.api.Test
  void refusesWhatIsNestedTooDeep() {
    String deep = "(".repeat(3000) + "true" + ")".repeat(3000);
    assertThatThrownBy(() -> find(c -> FeatureFilter.parseCql2Text(c, deep, g -> g)))
        .isInstanceOf(FilterRefused.class);
    String sums = "1 = 1" + " + 1".repeat(2000);
    assertThatThrownBy(() -> find(c -> FeatureFilter.parseCql2Text(c, sums, g -> g)))
        .isInstanceOf(FilterRefused.class);
    String json = "{\"op\":\"not\",\"args\":[".repeat(300) + "true" + "]}".repeat(300);
    assertThatThrownBy(() -> find(c -> FeatureFilter.parseCql2Json(c, json, g -> g)))
        .isInstanceOf(FilterRefused.class);
  }

  private String find(String cql) {
    return find(collection -> FeatureFilter.parse(collection, cql));
  }

  private String find(java.util.function.Function<Collection, FeatureFilter> filter) {
    Collection parcels = catalog.getCollection("parcels");
    Selection selection = new Selection(null, null, filter.apply(parcels));
    List<String> found = new ArrayList<>();
    new org.springframework.transaction.support.TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                scan.forEach(
                    parcels,
                    selection,
                    scan.overview(parcels, selection),
                    row -> addOurs(found, (String) row.values().get(0))));
    return String.join(" ", found);
  }

  /** Other tests register parcels too. */
  private static void addOurs(List<String> found, String code) {
    if (code.startsWith("130898001001GB0000")) {
      found.add(code.substring(18));
    }
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
