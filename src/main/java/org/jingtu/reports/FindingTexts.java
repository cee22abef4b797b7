package org.jingtu.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jingtu.catalog.Catalog;
import tools.jackson.databind.JsonNode;

/** Findings, slivers and the states of the collections, in words. */
final class FindingTexts {

  /** Reasons that collections, features without a place and missing facts tell by themselves. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of("NO_DATA", "STALE", "FAILED", "FACT_MISSING", "UNLOCATED");

  private final Words words;
  private final Catalog catalog;
  private final Locale locale;

  FindingTexts(Words words, Catalog catalog, Locale locale) {
    this.words = words;
    this.catalog = catalog;
    this.locale = locale;
  }

  List<Map<String, Object>> findings(JsonNode answer) {
    List<Map<String, Object>> findings = new ArrayList<>();
    for (JsonNode f : answer.path("findings")) {
      Map<String, Object> row = new HashMap<>();
      row.put("number", findings.size() + 1);
      row.put("severity", f.path("severity").asString());
      row.put("severityTitle", words.say(locale, "verdict." + f.path("severity").asString()));
      row.put("title", f.path("title").asString());
      row.put("basis", strings(f.path("basis")));
      row.put("action", f.path("action").asString());
      row.put("responsible", f.path("responsible").asString());
      row.put("feature", feature(f));
      row.put("extent", extent(f));
      row.put("override", override(f.path("override")));
      List<String> parameters = parameters(f.path("parameters"));
      row.put("hasParameters", !parameters.isEmpty());
      row.put("parameters", parameters);
      findings.add(row);
    }
    return findings;
  }

  private String feature(JsonNode finding) {
    if (!finding.path("collection").isString()) {
      return "";
    }
    String title = collection(finding.path("collection").asString());
    String code = finding.path("featureCode").asString("");
    String name = finding.path("featureName").asString("");
    return (title + " " + code + " " + name).strip();
  }

  /** Who set the finding aside, when, why and by which document; empty if nobody did. */
  private String override(JsonNode o) {
    return o.isObject()
        ? words.say(
            locale,
            "report.override.text",
            o.path("actor").asString(),
            words.say(locale, "department." + o.path("department").asString()),
            OpinionTexts.time(Instant.parse(o.path("at").asString())),
            o.path("reason").asString(),
            o.at("/document/title").asString(),
            o.at("/document/number").asString(),
            o.at("/document/date").asString())
        : "";
  }

  private String extent(JsonNode finding) {
    JsonNode overlap = finding.path("overlap");
    if (overlap.path("areaSquareMetres").asDouble() > 0) {
      return words.say(
          locale,
          "report.overlap",
          Amounts.area(overlap.path("areaSquareMetres").asDouble(), locale),
          Amounts.two(overlap.path("percentOfParcel").asDouble()));
    }
    return finding.path("distanceMetres").isNumber()
        ? words.say(
            locale, "report.distance", Amounts.two(finding.path("distanceMetres").asDouble()))
        : "";
  }

  private List<String> parameters(JsonNode parameters) {
    List<String> texts = new ArrayList<>();
    for (JsonNode p : parameters) {
      String source = p.path("source").asString();
      texts.add(
          words.say(
              locale,
              "report.parameter",
              p.path("title").asString(),
              Amounts.plain(p.path("value").asDouble()),
              source.equals("default") ? words.say(locale, "report.parameter.default") : source));
    }
    return texts;
  }

  List<Map<String, Object>> ignored(JsonNode answer) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonNode i : answer.path("ignored")) {
      rows.add(
          Map.of(
              "feature",
              collection(i.path("collection").asString())
                  + " "
                  + i.path("featureCode").asString(""),
              "area",
              Amounts.two(i.path("areaSquareMetres").asDouble()),
              "width",
              Amounts.two(i.path("meanWidthMetres").asDouble()),
              "reason",
              i.path("reason").asString()));
    }
    return rows;
  }

  /**
   * Collections that a rule needs and of which too little is known here, and features of which
   * nobody can say that they do not lie on the plot.
   */
  List<String> unknown(JsonNode answer) {
    List<String> texts = new ArrayList<>();
    for (JsonNode c : answer.path("collections")) {
      String state = c.path("state").asString();
      if (List.of("NO_DATA", "STALE", "FAILED").contains(state) && c.path("needed").asBoolean()) {
        texts.add(
            words.say(
                locale,
                "report.unknown." + state,
                collection(c.path("collection").asString()),
                c.path("sourceDate").asString("—")));
      }
    }
    answer.path("unlocated").forEach(u -> texts.add(unlocated(u)));
    for (JsonNode reason : answer.path("incompleteReasons")) {
      if (!SAID_ELSEWHERE.contains(reason.path("code").asString())) {
        texts.add(reason(reason));
      }
    }
    return texts;
  }

  private String reason(JsonNode reason) {
    String names =
        String.join(words.say(locale, "report.separator"), strings(reason.path("names")));
    String text = reason.path("text").asString();
    return names.isEmpty() ? text : words.say(locale, "report.unknown.named", text, names);
  }

  private String unlocated(JsonNode of) {
    List<String> features = new ArrayList<>();
    for (JsonNode f : of.path("features")) {
      String name = f.path("featureName").asString("");
      features.add((name + " " + f.path("featureCode").asString()).strip());
    }
    int count = of.path("count").asInt();
    String listed =
        String.join(words.say(locale, "report.separator"), features)
            + (count > features.size() ? "…" : "");
    return words.say(
        locale,
        "report.unknown.UNLOCATED",
        collection(of.path("collection").asString()),
        Integer.toString(count),
        listed);
  }

  List<Map<String, Object>> collections(JsonNode answer) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonNode c : answer.path("collections")) {
      rows.add(
          Map.of(
              "title", collection(c.path("collection").asString()),
              "state", words.say(locale, "report.state." + c.path("state").asString()),
              "sourceDate", c.path("sourceDate").asString("—"),
              "dataVersion", c.path("dataVersion").asLong(),
              "union", Amounts.two(c.path("unionAreaSquareMetres").asDouble())));
    }
    return rows;
  }

  private String collection(String id) {
    org.jingtu.catalog.Collection collection = catalog.getCollection(id);
    return collection.title(locale);
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(s -> strings.add(s.asString()));
    return strings;
  }
}
