package org.jingtu.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Lays what one file says over what its parent says. */
final class PackReader {

  static final Set<String> KEYS =
      Set.of(
          "pack",
          "version",
          "title",
          "languages",
          EnglishWords.KEY,
          "extends",
          "adcodes",
          "documents",
          "facts",
          "lists",
          "parameters",
          "collections",
          "cites",
          "slivers",
          "rules",
          "overrides",
          "withdrawals",
          "cases");

  private final YamlAt at;
  private final Map<String, YamlAt> entries;
  private final PackContents contents;

  private PackReader(YamlAt at, Map<String, YamlAt> entries, PackContents contents) {
    this.at = at;
    this.entries = entries;
    this.contents = contents;
  }

  /** The contents of the pack: the parent's, changed as the file says. */
  static PackContents read(YamlAt file, PackContents parent) {
    Map<String, YamlAt> entries = file.entries(KEYS);
    PackContents contents = parent.copy();
    YamlAt slivers = entries.get("slivers");
    if (slivers != null) {
      contents = contents.withThreshold(readThreshold(slivers, contents.threshold()));
    }
    YamlAt cites = entries.get("cites");
    if (cites != null) {
      contents = contents.withCites(new LinkedHashSet<>(cites.texts()));
    }
    PackReader reader = new PackReader(file, entries, contents);
    reader.readEnglish();
    reader.readNames();
    reader.checkCites();
    reader.readNumbers();
    reader.readRules();
    new InheritedRules(contents, reader.packId()).change(entries);
    return contents;
  }

  static Threshold readThreshold(YamlAt at, @Nullable Threshold parent) {
    Map<String, YamlAt> fields =
        at.entries(
            Set.of(
                "minimumAreaSquareMetres",
                "minimumMeanWidthMetres",
                "keepFromPercentOfParcel",
                "source"));
    return new Threshold(
        number(at, fields, "minimumAreaSquareMetres", parent, Threshold::minimumAreaSquareMetres),
        number(at, fields, "minimumMeanWidthMetres", parent, Threshold::minimumMeanWidthMetres),
        number(at, fields, "keepFromPercentOfParcel", parent, Threshold::keepFromPercentOfParcel),
        at.need(fields, "source").text());
  }

  private static double number(
      YamlAt at,
      Map<String, YamlAt> fields,
      String key,
      @Nullable Threshold parent,
      ToDoubleFunction<Threshold> inherited) {
    YamlAt given = fields.get(key);
    if (given == null && parent != null) {
      return inherited.applyAsDouble(parent);
    }
    return at.need(fields, key).number();
  }

  private Map<String, YamlAt> section(String key) {
    YamlAt section = entries.get(key);
    return section == null ? Map.of() : section.entries();
  }

  private void readEnglish() {
    YamlAt words = entries.get(EnglishWords.KEY);
    if (words != null) {
      contents.english().putAll(EnglishWords.read(words));
    }
  }

  private void readNames() {
    section("documents").forEach(this::readDocument);
    section("facts")
        .forEach(
            (name, at) -> {
              Map<String, YamlAt> fields =
                  at.entries(Set.of("question", "questionEnglish", "codes"));
              YamlAt codes = fields.get("codes");
              Set<String> known = codes == null ? Set.of() : new LinkedHashSet<>(codes.texts());
              YamlAt english = fields.get("questionEnglish");
              contents
                  .facts()
                  .put(
                      name,
                      new Fact(
                          name,
                          at.need(fields, "question").text(),
                          english == null ? null : english.text(),
                          known));
            });
    section("lists")
        .forEach(
            (name, at) -> {
              Map<String, YamlAt> fields = at.entries(Set.of("title", "codes", "source"));
              contents
                  .lists()
                  .put(
                      name,
                      new CodeList(
                          name,
                          at.need(fields, "title").text(),
                          at.need(fields, "codes").texts(),
                          at.need(fields, "source").text()));
            });
  }

  /** The title alone, or with the English one beside it. */
  private void readDocument(String key, YamlAt at) {
    if (at.isText()) {
      contents.documents().put(key, at.text());
      return;
    }
    Map<String, YamlAt> fields = at.entries(Set.of("title", "titleEnglish"));
    String title = at.need(fields, "title").text();
    contents.documents().put(key, title);
    tellEnglish(title, fields.get("titleEnglish"));
  }

  private void tellEnglish(String what, @Nullable YamlAt english) {
    if (english != null) {
      contents.english().put(what, english.text());
    }
  }

  private void checkCites() {
    YamlAt cites = entries.get("cites");
    for (String key : contents.cites()) {
      if (cites != null && !contents.documents().containsKey(key)) {
        throw cites.fault("没有文件“" + key + "”", "no document '" + key + "' in this pack");
      }
    }
  }

  private void readNumbers() {
    section("parameters")
        .forEach(
            (name, at) -> {
              Map<String, YamlAt> fields =
                  at.entries(Set.of("title", "titleEnglish", "value", "source"));
              Parameter parent = contents.parameters().get(name);
              YamlAt title = fields.get("title");
              if (title != null) {
                contents.english().remove(name);
              }
              tellEnglish(name, fields.get("titleEnglish"));
              contents
                  .parameters()
                  .put(
                      name,
                      new Parameter(
                          name,
                          title == null && parent != null
                              ? parent.title()
                              : at.need(fields, "title").text(),
                          at.need(fields, "value").number(),
                          at.need(fields, "source").text()));
            });
    section("collections")
        .forEach(
            (collection, at) -> {
              Map<String, YamlAt> fields =
                  at.entries(Set.of("maximumAgeMonths", "uncertainty", "source"));
              at.need(fields, "source").text();
              int months = (int) at.need(fields, "maximumAgeMonths").number();
              contents.maximumAgeMonths().put(collection, months);
              YamlAt uncertainty = fields.get("uncertainty");
              if (uncertainty != null) {
                contents.uncertainty().put(collection, parameterName(uncertainty));
              }
            });
  }

  private String parameterName(YamlAt at) {
    if (!contents.parameters().containsKey(at.text())) {
      throw at.fault("没有参数“" + at.text() + "”", "no parameter '" + at.text() + "'");
    }
    return at.text();
  }

  private void readRules() {
    YamlAt rules = entries.get("rules");
    if (rules == null) {
      return;
    }
    for (YamlAt item : rules.items()) {
      Map<String, YamlAt> fields = item.entries();
      YamlAt id = item.need(fields, "id");
      for (String key : fields.keySet()) {
        if (!RuleReader.KEYS.contains(key)) {
          throw item.fault("不认识的键“" + key + "”", "unknown key '" + key + "'").in(id.text());
        }
      }
      RuleSource source = new RuleSource(item, fields, packId(), List.of());
      if (contents.rules().put(id.text(), source) != null) {
        throw id.fault(
                "已有这条规则；要改继承来的规则，请写在 overrides 下",
                "the rule is there already; change an inherited rule under 'overrides'")
            .in(id.text());
      }
    }
  }

  private String packId() {
    return at.need(entries, "pack").text();
  }
}
