package org.jingtu.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes and withdraws the rules that a pack inherits, as its file says and why. */
final class InheritedRules {

  private final PackContents contents;
  private final String pack;

  /**
   * @param contents of the parent, with what else the file says
   * @param pack id of the pack that changes them
   */
  InheritedRules(PackContents contents, String pack) {
    this.contents = contents;
    this.pack = pack;
  }

  void change(Map<String, YamlAt> file) {
    @Nullable YamlAt overrides = file.get("overrides");
    if (overrides != null) {
      override(overrides);
    }
    @Nullable YamlAt withdrawals = file.get("withdrawals");
    if (withdrawals != null) {
      withdraw(withdrawals);
    }
  }

  private void override(YamlAt overrides) {
    for (YamlAt item : overrides.items()) {
      Map<String, YamlAt> fields = new LinkedHashMap<>(item.entries());
      YamlAt id = item.need(fields, "rule");
      YamlAt reason = item.need(fields, "reason");
      fields.keySet().removeAll(Set.of("rule", "reason"));
      RuleSource inherited = contents.rules().get(id.text());
      if (inherited == null) {
        throw noSuchRule(id);
      }
      for (String key : fields.keySet()) {
        if (key.equals("id") || !RuleReader.KEYS.contains(key)) {
          throw item.fault("“" + key + "”不能改", "'" + key + "' cannot be overridden").in(id.text());
        }
      }
      contents.rules().put(id.text(), changed(inherited, item, fields, reason.text()));
    }
  }

  private RuleSource changed(
      RuleSource inherited, YamlAt at, Map<String, YamlAt> by, String reason) {
    List<String> keys =
        by.keySet().stream()
            .filter(key -> !key.equals("cases") && !key.endsWith("English"))
            .toList();
    RuleSource changed = inherited.replaced(at, by, new Change(pack, keys, reason));
    for (String key : by.keySet()) {
      if (!by.containsKey(key + "English")) {
        changed.entries().remove(key + "English"); // it speaks of the words that were replaced
      }
    }
    if (by.containsKey("severity")) {
      changed.entries().remove("outcomes");
    } else if (by.containsKey("outcomes")) {
      changed.entries().remove("severity");
    }
    if (by.containsKey("outside")) {
      changed.entries().remove("against");
    } else if (by.containsKey("against")) {
      changed.entries().remove("outside");
    }
    return changed;
  }

  private static PackInvalid noSuchRule(YamlAt id) {
    return id.fault("上级规则包没有规则“" + id.text() + "”", "no inherited rule '" + id.text() + "'")
        .in(id.text());
  }

  private void withdraw(YamlAt withdrawals) {
    for (YamlAt item : withdrawals.items()) {
      Map<String, YamlAt> fields = item.entries(Set.of("rule", "reason"));
      YamlAt id = item.need(fields, "rule");
      if (contents.rules().remove(id.text()) == null) {
        throw noSuchRule(id);
      }
      contents.withdrawn().put(id.text(), item.need(fields, "reason").text());
    }
  }
}
