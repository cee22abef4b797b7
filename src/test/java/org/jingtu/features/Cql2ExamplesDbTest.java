package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.DatabaseTest;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every form that the examples of CQL2 have: text and JSON lead to the same SQL, which the database
 * takes; what is not claimed is refused in both.
 */
@SpringBootTest
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Cql2ExamplesDbTest {

  @Autowired Catalog catalog;
  @Autowired JdbcTemplate jdbc;

  private record Example(String name, String expected, String text, String json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() throws Exception {
    List<Example> examples = new ArrayList<>();
    try (InputStream file = Cql2ExamplesDbTest.class.getResourceAsStream("/cql2/examples.txt")) {
      String head = "";
      StringBuilder text = new StringBuilder();
      for (String line :
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList()) {
        if (head.isEmpty()) {
          head = line;
        } else if (line.startsWith("{")) {
          String[] parts = head.split(" \\| ");
          examples.add(new Example(parts[0], parts[1], text.toString(), line));
          head = "";
          text.setLength(0);
        } else {
          text.append(line).append('\n');
        }
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areUnderstoodOrRefused(Example example) {
    Collection sites = catalog.getCollection("contaminated-sites");
    if (!example.expected().equals("OK")) {
      refuses(example, () -> FeatureFilter.parseCql2Text(sites, example.text(), degrees()));
      refuses(example, () -> FeatureFilter.parseCql2Json(sites, example.json(), degrees()));
      return;
    }
    FeatureFilter text = FeatureFilter.parseCql2Text(sites, example.text(), degrees());
    FeatureFilter json = FeatureFilter.parseCql2Json(sites, example.json(), degrees());
    assertThat(text.sql()).isEqualTo(json.sql());
    assertThat(text.parameters()).usingRecursiveComparison().isEqualTo(json.parameters());
    Long found =
        jdbc.queryForObject(
            "select count(*) from contaminated_sites t where " + text.sql(),
            Long.class,
            text.parameters().toArray());
    assertThat(found).isNotNull();
  }

  /** As the OGC API has it: boxes may cross the antimeridian. */
  private static FilterGeometries degrees() {
    return new FilterGeometries() {
      @Override
      public org.locationtech.jts.geom.Geometry toStorage(
          org.locationtech.jts.geom.Geometry written) {
        return written;
      }

      @Override
      public java.util.Optional<org.locationtech.jts.geom.Geometry> box(double[] sides) {
        return sides[0] <= sides[2]
            ? FilterGeometries.super.box(sides)
            : FilterGeometries.super.box(new double[] {sides[0], sides[1], 180, sides[3]});
      }
    };
  }

  private static void refuses(
      Example example, org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(example.expected()));
  }
}
