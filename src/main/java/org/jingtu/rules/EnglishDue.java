package org.jingtu.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pack that promises English ({@code languages: [zh, en]}) does not say in English. A pack
 * that promises nothing may say as much of it as its author likes.
 */
final class EnglishDue {

  static final String KEY = "languages";

  private static final Set<String> KNOWN = Set.of("zh", "en");

  private final PackContents contents;
  private final YamlAt file;
  private final List<PackInvalid.Fault> faults = new ArrayList<>();

  private EnglishDue(YamlAt file, PackContents contents) {
    this.file = file;
    this.contents = contents;
  }

  /** What is missing, each with the place of the Chinese; empty if nothing was promised. */
  static List<PackInvalid.Fault> listMissing(YamlAt file, PackContents contents) {
    YamlAt languages = file.entries().get(KEY);
    if (languages == null) {
      return List.of();
    }
    for (YamlAt language : languages.items()) {
      if (!KNOWN.contains(language.text())) {
        throw language.fault(
            "没有语言“" + language.text() + "”，只有 zh、en",
            "no language '" + language.text() + "', only zh and en");
      }
    }
    EnglishDue due = new EnglishDue(file, contents);
    if (languages.texts().contains("en")) {
      due.look();
    }
    return List.copyOf(due.faults);
  }

  private void look() {
    contents.rules().forEach(this::lookAt);
    contents
        .facts()
        .values()
        .forEach(f -> lookFor(f.questionEnglish() != null, "questionEnglish", f.name()));
    contents
        .parameters()
        .keySet()
        .forEach(p -> lookFor(contents.english().containsKey(p), "titleEnglish", p));
    contents
        .documents()
        .forEach(
            (key, title) -> lookFor(contents.english().containsKey(title), "titleEnglish", key));
  }

  private void lookAt(String id, RuleSource source) {
    for (String key : List.of("title", "action", "responsible")) {
      need(source.entries(), key, id);
    }
    YamlAt outcomes = source.entries().get("outcomes");
    if (outcomes != null) {
      outcomes.items().forEach(outcome -> need(outcome.entries(), "action", id));
    }
  }

  private void need(Map<String, YamlAt> entries, String key, String rule) {
    YamlAt chinese = entries.get(key);
    if (chinese != null && !entries.containsKey(key + "English")) {
      faults.addAll(
          chinese
              .fault(
                  "缺少英文 %sEnglish（本包写明 languages: [zh, en]）".formatted(key),
                  "no '%sEnglish' beside it, and the pack promises English".formatted(key))
              .in(rule)
              .faults());
    }
  }

  private void lookFor(boolean there, String key, String of) {
    if (!there) {
      faults.addAll(
          file.fault(
                  "“%s”缺少英文 %s（本包写明 languages: [zh, en]）".formatted(of, key),
                  "'%s' has no '%s', and the pack promises English".formatted(of, key))
              .faults());
    }
  }
}
