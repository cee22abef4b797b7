package org.jingtu.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pack and its parents say together, before its rules are compiled. Rules are still entries
 * of YAML, so that a child replaces some of them and an error names its place.
 *
 * @param documents titles of the documents cited, by key
 * @param facts operands that conditions may read, by name
 * @param lists code lists by name
 * @param parameters by name
 * @param maximumAgeMonths of the data, by collection
 * @param uncertainty name of the parameter for the radius of points, by collection
 * @param cites keys of the documents that hold in the region; empty for all
 * @param threshold for slivers; null until a pack states one
 * @param rules by id
 * @param withdrawn reasons by rule id
 * @param english what is said in English beside the Chinese: titles of parameters by their name,
 *     all else by the Chinese words
 */
record PackContents(
    Map<String, String> documents,
    Map<String, Fact> facts,
    Map<String, CodeList> lists,
    Map<String, Parameter> parameters,
    Map<String, Integer> maximumAgeMonths,
    Map<String, String> uncertainty,
    Set<String> cites,
    @Nullable Threshold threshold,
    Map<String, RuleSource> rules,
    Map<String, String> withdrawn,
    Map<String, String> english) {

  /** Nothing yet but the product's English. */
  static PackContents empty() {
    return new PackContents(
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Set.of(),
        null,
        Map.of(),
        Map.of(),
        EnglishWords.ofTheProduct());
  }

  /** A copy that may be changed, which leaves this one as it is. */
  PackContents copy() {
    return new PackContents(
        new LinkedHashMap<>(documents),
        new LinkedHashMap<>(facts),
        new LinkedHashMap<>(lists),
        new LinkedHashMap<>(parameters),
        new LinkedHashMap<>(maximumAgeMonths),
        new LinkedHashMap<>(uncertainty),
        cites,
        threshold,
        new LinkedHashMap<>(rules),
        new LinkedHashMap<>(withdrawn),
        new LinkedHashMap<>(english));
  }

  PackContents withThreshold(Threshold stated) {
    return new PackContents(
        documents,
        facts,
        lists,
        parameters,
        maximumAgeMonths,
        uncertainty,
        cites,
        stated,
        rules,
        withdrawn,
        english);
  }

  PackContents withCites(Set<String> stated) {
    return new PackContents(
        documents,
        facts,
        lists,
        parameters,
        maximumAgeMonths,
        uncertainty,
        stated,
        threshold,
        rules,
        withdrawn,
        english);
  }
}
