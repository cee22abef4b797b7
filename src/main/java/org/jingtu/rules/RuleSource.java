package org.jingtu.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule as written.
 *
 * @param at where it stands
 * @param entries its keys
 * @param changes what children changed in it, and why
 */
record RuleSource(YamlAt at, Map<String, YamlAt> entries, List<String> changes) {

  /** The rule with some entries replaced by those of a child. */
  RuleSource replaced(Map<String, YamlAt> by, String change) {
    Map<String, YamlAt> merged = new LinkedHashMap<>(entries);
    merged.putAll(by);
    List<String> all = new ArrayList<>(changes);
    all.add(change);
    return new RuleSource(at, merged, List.copyOf(all));
  }
}
