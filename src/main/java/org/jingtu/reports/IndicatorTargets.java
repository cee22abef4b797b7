package org.jingtu.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The targets that documents set, from {@code indicators/targets.yaml}. */
@Component
class IndicatorTargets {

  private final List<Target> targets;

  /**
   * A target.
   *
   * @param indicator id of the indicator
   * @param adcode division code for which it is set, or null if it is set for an area without one
   * @param pack the rule pack of that area, or null
   * @param percent what is to be reached
   * @param by year by which
   * @param source document and clause
   */
  record Target(
      String indicator,
      @Nullable String adcode,
      @Nullable String pack,
      double percent,
      int by,
      String source) {}

  IndicatorTargets() {
    try (InputStream in = IndicatorTargets.class.getResourceAsStream("/indicators/targets.yaml")) {
      targets = new YAMLMapper().readValue(in, new TypeReference<List<Target>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    targets.stream()
        .filter(t -> Indicator.find(t.indicator()).isEmpty())
        .findFirst()
        .ifPresent(
            t -> {
              throw new IllegalStateException("targets.yaml: no indicator " + t.indicator());
            });
  }

  /**
   * The target for a division: that of the pack if one is named and has it, else that of the
   * nearest division that holds it.
   */
  Optional<Target> find(Indicator indicator, String adcode, @Nullable String pack) {
    return targets.stream()
        .filter(t -> t.indicator().equals(indicator.id()))
        .filter(t -> t.pack() == null ? isWithin(adcode, t) : t.pack().equals(pack))
        .max(Comparator.comparingInt(t -> t.pack() != null ? 99 : length(t)));
  }

  private static boolean isWithin(String adcode, Target target) {
    return target.adcode() != null && adcode.startsWith(target.adcode());
  }

  private static int length(Target target) {
    return target.adcode() == null ? 0 : target.adcode().length();
  }
}
