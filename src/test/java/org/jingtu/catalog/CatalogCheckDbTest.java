package org.jingtu.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
