package org.jingtu.reports;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jingtu.checks.CheckArchive;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opinions on checks: the stored answer, told to people and drawn on a map. */
@Component
class Opinions {

  private final CheckArchive archive;
  private final OpinionTexts texts;
  private final Surroundings surroundings;
  private final Templates templates;
  private final PdfPages pages;
  private final JsonMapper json;

  Opinions(
      CheckArchive archive,
      OpinionTexts texts,
      Surroundings surroundings,
      Templates templates,
      PdfPages pages,
      JsonMapper json) {
    this.archive = archive;
    this.texts = texts;
    this.surroundings = surroundings;
    this.templates = templates;
    this.pages = pages;
    this.json = json;
  }

  /**
   * The opinion on a check.
   *
   * @param here the address under which the service is reached, for the link to verify
   * @throws org.jingtu.problems.Problem CHECK_NOT_FOUND
   */
  Opinion getOpinion(String id, Locale locale, URI here) {
    CheckArchive.Entry entry = archive.getEntry(id, locale);
    JsonNode answer = json.readTree(entry.answer());
    Scene scene = surroundings.at(answer);
    return new Opinion(
        numberOf(entry.id(), entry), texts.compose(entry, answer, scene, locale, here));
  }

  /** The document as a page of HTML; its style sheet is served beside it. */
  String html(Opinion opinion) {
    return templates.page("opinion", opinion.values());
  }

  /** The document as PDF/A-2b with embedded fonts. */
  byte[] pdf(Opinion opinion) {
    return pages.print(templates.print("opinion", opinion.values()));
  }

  private static String numberOf(UUID id, CheckArchive.Entry entry) {
    return OpinionTexts.number(id, entry.evaluatedAt());
  }
}
