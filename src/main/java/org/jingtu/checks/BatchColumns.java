package org.jingtu.checks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.BatchProblems.BatchColumnNotInFile;
import org.jingtu.checks.BatchProblems.BatchColumnUnknown;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file stands for what: a fact of the question, or an attribute of the parcel. A
 * stated column wins; else facts are recognised by their names here, attributes by the names and
 * aliases of the catalogue. The first of two columns for one thing counts.
 */
final class BatchColumns {

  /** Names under which files carry the facts that the parcel record does not have. */
  private static final Map<String, List<String>> FACTS =
      Map.ofEntries(
          Map.entry("stage", List.of("stage", "环节", "用地环节", "核查环节", "YDHJ")),
          Map.entry("survey", List.of("survey", "土壤调查")),
          Map.entry("planStage", List.of("planStage", "规划阶段", "GHJD")),
          Map.entry(
              "project.industry", List.of("project.industry", "industry", "行业", "行业代码", "HYDM")),
          Map.entry("project.key", List.of("project.key", "重点项目", "是否重点项目")),
          Map.entry("project.unavoidable", List.of("project.unavoidable", "确需占用", "无法避让")),
          Map.entry("project.remediation", List.of("project.remediation", "修复项目", "是否修复项目")),
          Map.entry("project.crops", List.of("project.crops", "种植作物")),
          Map.entry("project.outdatedCapacity", List.of("project.outdatedCapacity", "落后产能")),
          Map.entry("toxicFormerUse", List.of("toxicFormerUse", "曾用于有毒有害物质")),
          Map.entry("changedSinceSurvey", List.of("changedSinceSurvey", "调查后有变化")));

  private final Collection parcels;
  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final List<String> unmapped;

  /**
   * @param fields of the file
   * @param stated column by fact or attribute, or null
   * @throws BatchColumnUnknown if what a column shall stand for is not known
   * @throws BatchColumnNotInFile if a stated column is not in the file
   */
  BatchColumns(Collection parcels, List<String> fields, @Nullable Map<String, String> stated) {
    this.parcels = parcels;
    Map<String, String> taken = new HashMap<>();
    if (stated != null) {
      stated.forEach((meaning, column) -> taken.put(state(meaning, column, fields), column));
    }
    for (String field : fields) {
      String name = taken.containsValue(field) ? null : find(field).orElse(null);
      if (name != null && taken.putIfAbsent(name, field) == null) {
        meanings.put(field, name);
      }
    }
    this.unmapped = fields.stream().filter(field -> !meanings.containsKey(field)).toList();
  }

  private String state(String meaning, String column, List<String> fields) {
    if (!FACTS.containsKey(meaning) && parcels.findAttribute(meaning).isEmpty()) {
      TreeSet<String> known = new TreeSet<>(FACTS.keySet());
      parcels.attributes().forEach(attribute -> known.add(attribute.name()));
      throw new BatchColumnUnknown(meaning, String.join("、", known));
    }
    if (!fields.contains(column)) {
      throw new BatchColumnNotInFile(column, String.join("、", fields));
    }
    meanings.put(column, meaning);
    return meaning;
  }

  private Optional<String> find(String field) {
    String wanted = field.strip().toLowerCase(Locale.ROOT);
    return Stream.concat(
            FACTS.entrySet().stream()
                .filter(
                    fact ->
                        fact.getValue().stream()
                            .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(wanted)))
                .map(Map.Entry::getKey),
            parcels.findByField(field).map(Attribute::name).stream())
        .findFirst();
  }

  /** What each column stands for, by column; columns without meaning are absent. */
  Map<String, String> mapping() {
    return meanings;
  }

  /** Columns that stand for nothing. */
  List<String> unmapped() {
    return unmapped;
  }

  /** Whether a column stands for this. */
  boolean has(String meaning) {
    return meanings.containsValue(meaning);
  }

  /** The values of a row by what they stand for; absent = no value. */
  Map<String, Object> read(Map<String, Object> byColumn) {
    Map<String, Object> values = new LinkedHashMap<>();
    meanings.forEach(
        (column, meaning) -> {
          Object value = byColumn.get(column);
          if (value != null && !value.toString().isBlank()) {
            values.put(meaning, value);
          }
        });
    return values;
  }
}
