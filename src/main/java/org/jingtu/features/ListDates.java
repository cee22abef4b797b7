package org.jingtu.features;

import java.time.LocalDate;
import java.util.List;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nothing leaves a list before it was entered: units, water sources, sensitive places. */
@Configuration(proxyBeanMethods = false)
class ListDates {

  @Bean
  FeatureGuard supervisedUnitDates() {
    return new DatesGuard("supervised-units");
  }

  @Bean
  FeatureGuard waterSourceDates() {
    return new DatesGuard("water-source-protection");
  }

  @Bean
  FeatureGuard sensitivePlaceDates() {
    return new DatesGuard("sensitive-places");
  }

  private record DatesGuard(String collection) implements FeatureGuard {
    @Override
    public List<DraftProblem> judge(@Nullable FeatureVersion current, FeatureDraft proposed) {
      Object entered = proposed.attributes().get("enteredOn");
      Object left = proposed.attributes().get("leftOn");
      return entered instanceof LocalDate from && left instanceof LocalDate to && to.isBefore(from)
          ? List.of(new DraftProblem("LIST_DATES_REVERSED", "leftOn", left, null))
          : List.of();
    }
  }
}
