package org.jingtu.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hits under a threshold, with the rules that they would trigger. */
final class Slivers {

  private record Key(Hit hit, Threshold threshold, String reason) {}

  private final Map<Key, List<String>> rules = new LinkedHashMap<>();

  /** Whether the rule passes over the hit; if so it is noted. */
  boolean ignores(Hit hit, Rule rule) {
    Optional<String> reason = rule.threshold().findReason(hit);
    reason.ifPresent(
        text ->
            rules
                .computeIfAbsent(new Key(hit, rule.threshold(), text), k -> new ArrayList<>())
                .add(rule.id()));
    return reason.isPresent();
  }

  List<Ignored> listIgnored() {
    return rules.entrySet().stream()
        .map(
            e ->
                new Ignored(
                    e.getKey().hit(),
                    List.copyOf(e.getValue()),
                    e.getKey().threshold(),
                    e.getKey().reason()))
        .toList();
  }
}
