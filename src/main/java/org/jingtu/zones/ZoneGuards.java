package org.jingtu.zones;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jingtu.features.ChangeListener;
import org.jingtu.features.DataChange;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureGuard;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * What may be done to the two collections beside publications. Imports and edits may register zones
 * that were announced elsewhere, change them and end them. What a publication here put in force is
 * changed and ended by publications alone: such a row is refused, and so is a whole data version
 * that would end one (a replacement by county, say). A row that changes nothing passes.
 */
@Component
class ZoneGuards {

  private final ZoneStore store;
  private final ThreadLocal<Boolean> publishing = ThreadLocal.withInitial(() -> false);

  ZoneGuards(ZoneStore store) {
    this.store = store;
  }

  /** Registers as a publication, on this thread. */
  <T> T publishing(Supplier<T> work) {
    publishing.set(true);
    try {
      return work.get();
    } finally {
      publishing.remove();
    }
  }

  private List<DraftProblem> judge(
      String collection, @Nullable FeatureVersion current, FeatureDraft proposed) {
    if (publishing.get()
        || current == null
        || isSame(current, proposed)
        || !store.isKept(collection, current.feature())) {
      return List.of();
    }
    return List.of(new DraftProblem("ZONE_KEPT_BY_PUBLICATION", "code", proposed.code(), null));
  }

  private static boolean isSame(FeatureVersion current, FeatureDraft proposed) {
    return current.attributes().equals(proposed.attributes())
        && current.geometry() != null
        && proposed.geometry() != null
        && current.geometry().equalsExact(proposed.geometry());
  }

  private void requireKept(Features features, DataChange change) {
    if (publishing.get()) {
      return;
    }
    List<Zone> zones = store.listInForce(change.collection().id());
    Set<Long> present = new HashSet<>();
    features
        .listByCodes(change.collection(), zones.stream().map(Zone::code).toList())
        .forEach(f -> present.add(f.feature()));
    List<String> ended =
        zones.stream()
            .filter(z -> !present.contains(Objects.requireNonNull(z.feature())))
            .map(Zone::code)
            .toList();
    if (!ended.isEmpty()) {
      throw new ZoneProblems.ZonesKeptByPublication(ended);
    }
  }

  /** The guards of the two collections, and the listener. */
  @Configuration(proxyBeanMethods = false)
  static class Beans {

    @Bean
    FeatureGuard controlZoneGuard(ZoneGuards guards) {
      return guard(guards, Zones.CONTROL_ZONES);
    }

    @Bean
    FeatureGuard groundwaterZoneGuard(ZoneGuards guards) {
      return guard(guards, Zones.GROUNDWATER_ZONES);
    }

    @Bean
    ChangeListener zoneKeeper(
        ZoneGuards guards, org.springframework.beans.factory.ObjectProvider<Features> features) {
      return change -> {
        String id = change.collection().id();
        if (id.equals(Zones.CONTROL_ZONES) || id.equals(Zones.GROUNDWATER_ZONES)) {
          guards.requireKept(features.getObject(), change);
        }
      };
    }

    private static FeatureGuard guard(ZoneGuards guards, String collection) {
      return new FeatureGuard() {
        @Override
        public String collection() {
          return collection;
        }

        @Override
        public List<DraftProblem> judge(@Nullable FeatureVersion current, FeatureDraft proposed) {
          return guards.judge(collection, current, proposed);
        }
      };
    }
  }
}
