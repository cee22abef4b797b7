package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerritoryTest {

  private static Actor of(String adcode, String... roles) {
    return new Actor(7, "clerk", "测试员", Departments.ECOLOGY, adcode, Set.of(roles));
  }

  @ParameterizedTest
  @CsvSource({
    "13, 13", // a province
    "130000, 13",
    "1308, 1308", // a city
    "130800, 1308",
    "130899, 130899", // a county
    "130899000, 130899",
    "130899101, 130899101", // a township
    "130899101000, 130899101",
    "130899101201, 130899101201", // a village
    "110100, 1101",
    "100000, 10"
  })
  void fillingZerosCountForNothing(String adcode, String prefix) {
    assertThat(Territory.of(of(adcode, Roles.EDITOR))).hasValue(new Territory(prefix));
  }

  @Test
  void holdsWhatBeginsWithItsCode() {
    Territory city = new Territory("1308");

    assertThat(city.holds("130899")).isTrue();
    assertThat(city.holds("130899101")).isTrue();
    assertThat(city.holds("130726")).isFalse();
    assertThat(city.holds(null)).isFalse();
  }

  @Test
  void nobodyIsLimitedWithoutCodeNorIsAnAdministrator() {
    assertThat(Territory.of(of(null, Roles.EDITOR))).isEmpty();
    assertThat(Territory.of(of("130899", Roles.ADMIN))).isEmpty();
    assertThat(Territory.of(Actor.SYSTEM)).isEmpty();
  }
}
