package org.jingtu.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jingtu.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The catalogue is compared with the migrated tables; every difference is named. */
class CatalogCheckDbTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final JdbcTemplate JDBC = new JdbcTemplate(DATABASE.dataSource());

  @AfterAll
  static void drop() {
    DATABASE.close();
  }

  @Test
  void theThirteenCollectionsAgreeWithTheirTables() {
    List<Collection> collections = new CatalogFiles("").read();
    assertThat(collections).hasSize(13);
    assertThatCode(() -> new CatalogCheck(JDBC).requireTables(collections))
        .doesNotThrowAnyException();
  }

  @Test
  void everyTableAndColumnHasAChineseComment() {
    List<String> silent =
        JDBC.queryForList(
            """
            select c.relname || coalesce('.' || a.attname, '')
            from pg_class c
            left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
              and c.relname in (select replace(collection, '-', '_') from dataset
                union all values ('dataset'), ('dataset_version'), ('dataset_coverage'), ('overlay_piece'), ('parcel_check'))
              and (obj_description(c.oid) is null
                or col_description(c.oid, a.attnum) is null and a.attname not in ('id', 'collection', 'version'))
            """,
            String.class);
    assertThat(silent).isEmpty();
  }

  /** GB/T 2260 and its continuation by township and village: 6, 9 or 12 digits, none before 1. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          130802, true
          130802001, true
          130802001203, true
          '', false
          1, false
          13080, false
          1308020, false
          13080200120, false
          1308020012034, false
          030802, false
          13080A, false
          A30802, false
          １３０８０２, false
          ' 130802', false
          '130802\n', false
          '130802\n13', false
          """)
  void everyTableTakesAdministrativeCodesAlone(String code, boolean taken) {
    List<String> conditions =
        JDBC.queryForList(
            """
            select pg_get_expr(k.conbin, k.conrelid)
            from dataset d join pg_constraint k
              on k.conrelid = replace(d.collection, '-', '_')::regclass
              and k.conname = replace(d.collection, '-', '_') || '_adcode_check'
            """,
            String.class);
    assertThat(conditions).hasSize(13);
    for (String condition : conditions) {
      assertThat(
              JDBC.queryForObject(
                  "select " + condition + " from (values (?::text)) v(adcode)",
                  Boolean.class,
                  code.translateEscapes()))
          .isEqualTo(taken);
    }
  }

  /**
   * The conditions on codes are written for speed; here they are held against the patterns of the
   * standards (TD/T 1075 for parcels and units, the land-use classifications of 2023 and of GB/T
   * 21010) by codes that are good, and by what one character more, less or another makes of them.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          parcels, parcel_no, '[0-9]{12}[GJZ][ABSXCDEFWYHG][0-9]{5}([FLQW][0-9]{8})?', 130802001001GB00001 130802001001JC12345F00010001 110101123456ZG00001W12345678 130802001001GG00001 130802001001GBF1234 13080200100GGB000001 1308020010GB0000001F00010001 130802001001GB0000F000100011 130802001001GB00001F0001001X
          parcels, planned_use, '(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}', 07 0701 070102 24 2401 19 00 25 7 070 07010203 07A1
          parcels, current_use, '(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}', 08 0803 080301
          plan_land_use, land_use, '(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}', 01 0101 010101
          current_land_use, land_use, '(0[0-9]|1[0-2])[0-9A-Z]{0,4}', 00 0101 12 1207A 0303A1 0201AB1 13 1
          """)
  void conditionsOnCodesAreThoseOfThePatterns(
      String table, String column, String pattern, String codes) {
    String condition =
        JDBC.queryForObject(
            "select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = ?::regclass and conname = ?",
            String.class,
            table,
            table + "_" + column + "_check");
    Set<String> asked = new LinkedHashSet<>();
    Stream.of(codes.split(" ")).forEach(c -> addAround(c, asked));
    Map<Boolean, Long> answers = new HashMap<>();
    JDBC.query(
        "select %2$s, %1$s from unnest(?) v(%2$s)".formatted(condition, column),
        rs -> {
          String code = rs.getString(1);
          assertThat(rs.getBoolean(2)).as(code).isEqualTo(code.matches(pattern));
          answers.merge(rs.getBoolean(2), 1L, Long::sum);
        },
        (Object) asked.toArray(String[]::new));
    assertThat(answers).containsOnlyKeys(true, false);
  }

  /** A code, and what one character taken away, put in, or exchanged makes of it. */
  private static void addAround(String code, Set<String> codes) {
    codes.add(code);
    for (int i = 0; i <= code.length(); i++) {
      String head = code.substring(0, i);
      for (String c : "0 1 9 A B F G J Z a ０ \n -".split(" ")) {
        codes.add(head + c + code.substring(i));
        codes.add(head + c + code.substring(Math.min(i + 1, code.length())));
      }
      codes.add(head + code.substring(Math.min(i + 1, code.length())));
    }
  }

  @Test
  void everyDifferenceIsNamed() {
    try (TestDatabase changed = TestDatabase.create()) {
      JdbcTemplate jdbc = new JdbcTemplate(changed.dataSource());
      jdbc.execute("alter table farmland_classes add column acidity text");
      jdbc.execute("alter table farmland_classes drop column township");
      jdbc.execute("alter table water_source_protection alter column level drop not null");
      jdbc.execute("alter table supervised_units drop constraint supervised_units_kind_check");
      jdbc.execute("alter table parcels alter column holder type varchar(10)");
      assertThatThrownBy(() -> new CatalogCheck(jdbc).requireTables(new CatalogFiles("").read()))
          .isInstanceOf(CatalogMismatch.class)
          .hasMessageContaining("farmland-classes.yaml has no attribute for column acidity")
          .hasMessageContaining("farmland-classes.yaml, attribute township: no column township")
          .hasMessageContaining("water-source-protection.yaml, attribute level: required is true")
          .hasMessageContaining("supervised-units.yaml, attribute kind: codes")
          .hasMessageContaining(
              "parcels.yaml, attribute holder: type TEXT, column is character varying");
    }
  }
}
