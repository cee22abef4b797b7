package org.jingtu.checks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jingtu.catalog.Catalog;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Packs;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers for readers of English. An answer is stored, and its hash computed, in Chinese alone; on
 * its way to such a reader the words of rules, collections and verdicts are put in English, by the
 * version of the pack that decided. Nothing else changes, so the hash that it shows is that of the
 * stored one. What the pack has no English for stays Chinese.
 */
@Component
class EnglishAnswers {

  private final Packs packs;
  private final Catalog catalog;
  private final MessageSource texts;
  private final JsonMapper json;

  EnglishAnswers(Packs packs, Catalog catalog, MessageSource texts, JsonMapper json) {
    this.packs = packs;
    this.catalog = catalog;
    this.texts = texts;
    this.json = json;
  }

  /** The stored answer in the language of the request at hand. */
  String show(String answer) {
    return ReaderTexts.isEnglish() ? translate(answer) : answer;
  }

  /** The stored answer, in UTF-8, in the language of the request at hand. */
  byte[] show(byte[] answer) {
    return ReaderTexts.isEnglish()
        ? translate(new String(answer, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
        : answer;
  }

  /** The stored answer in this language. */
  String show(String answer, Locale locale) {
    return ReaderTexts.isEnglish(locale) ? translate(answer) : answer;
  }

  private String translate(String answer) {
    ObjectNode shown = (ObjectNode) json.readTree(answer);
    retitle(shown, "verdict");
    retitle(shown, "effectiveVerdict");
    shown.path("collections").forEach(this::nameCollection);
    shown.path("unlocated").forEach(this::nameCollection);
    shown.path("incompleteReasons").forEach(reason -> tellReason((ObjectNode) reason));
    for (JsonNode ignored : shown.path("ignored")) {
      ((ObjectNode) ignored).put("reason", PackEnglish.sliver(text(ignored, "reason")));
    }
    Optional<PackEnglish> words = findWords(shown.path("pack"));
    for (JsonNode finding : shown.path("findings")) {
      retitle((ObjectNode) finding, "severity");
      words.ifPresent(w -> tellFinding((ObjectNode) finding, w));
    }
    for (JsonNode fact : shown.path("missingFacts")) {
      words.ifPresent(w -> ask((ObjectNode) fact, w));
    }
    return json.writeValueAsString(shown);
  }

  private Optional<PackEnglish> findWords(JsonNode pack) {
    // an operator's pack may have been taken away since
    return packs.findPack(text(pack, "id"), text(pack, "version")).map(Pack::english);
  }

  private void tellFinding(ObjectNode finding, PackEnglish words) {
    String rule = text(finding, "rule");
    finding.put("title", words.title(rule, text(finding, "title")));
    finding.put("action", words.action(rule, text(finding, "action")));
    finding.put("responsible", words.responsible(rule, text(finding, "responsible")));
    ArrayNode basis = json.createArrayNode();
    finding.path("basis").forEach(line -> basis.add(words.basis(line.asString())));
    finding.set("basis", basis);
    for (JsonNode parameter : finding.path("parameters")) {
      ObjectNode shown = (ObjectNode) parameter;
      shown.put("title", words.parameter(text(parameter, "name"), text(parameter, "title")));
      shown.put("source", words.source(text(parameter, "source")));
    }
  }

  private void ask(ObjectNode fact, PackEnglish words) {
    String collection = fact.path("collection").asString("");
    fact.put(
        "question",
        words.question(
            text(fact, "name"),
            collection.isEmpty() ? null : catalog.getCollection(collection).titleEnglish(),
            fact.path("featureCode").isString() ? text(fact, "featureCode") : null,
            text(fact, "question")));
  }

  private void tellReason(ObjectNode reason) {
    String collection = reason.path("collection").asString("");
    String title = collection.isEmpty() ? "" : catalog.getCollection(collection).titleEnglish();
    int count = reason.path("names").size();
    String counted = count < Doubts.LISTED_AT_MOST ? Integer.toString(count) : count + "+";
    String key = text(reason, "code") + (title.isEmpty() ? ".here" : "");
    reason.put("text", say("answer.reason." + key, title, counted));
  }

  private void nameCollection(JsonNode of) {
    ((ObjectNode) of).put("title", catalog.getCollection(text(of, "collection")).titleEnglish());
  }

  private void retitle(ObjectNode of, String verdict) {
    if (of.has(verdict)) {
      of.put(verdict + "Title", say("verdict." + text(of, verdict)));
    }
  }

  private String say(String key, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, Locale.ENGLISH));
  }

  private static String text(JsonNode of, String member) {
    return of.path(member).asString("");
  }
}
