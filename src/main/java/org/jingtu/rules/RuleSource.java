package org.jingtu.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule as written.
 *
 * @param at where it stands, or the change that the last child made in it
 * @param entries its keys
 * @param origin id of the pack that states it first
 * @param changes what children changed in it, and why
 */
record RuleSource(YamlAt at, Map<String, YamlAt> entries, String origin, List<Change> changes) {

  /** The rule with some entries replaced by those that a child gives at a place of its file. */
  RuleSource replaced(YamlAt child, Map<String, YamlAt> by, Change change) {
    Map<String, YamlAt> merged = new LinkedHashMap<>(entries);
    merged.putAll(by);
    List<Change> all = new ArrayList<>(changes);
    all.add(change);
    return new RuleSource(child, merged, origin, List.copyOf(all));
  }
}
