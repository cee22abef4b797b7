package org.jingtu.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jingtu.zones.PublicNotices;
import org.jingtu.zones.PublicNotices.Notice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Announcements of zones, set as documents for everybody. Nothing else is shown on their map. */
@Component
class Notices {

  /** More corners than this fill page after page; the GeoJSON beside the page has them. */
  private static final int CORNERS_AT_MOST = 300;

  /** Anybody may ask for them, so few are made at a time. */
  private static final int AT_ONCE = 2;

  private final PublicNotices notices;
  private final Surroundings surroundings;
  private final Templates templates;
  private final PdfPages pages;
  private final Fonts fonts;
  private final Words words;
  private final Semaphore slots = new Semaphore(AT_ONCE);

  Notices(
      PublicNotices notices,
      Surroundings surroundings,
      Templates templates,
      PdfPages pages,
      Fonts fonts,
      Words words) {
    this.notices = notices;
    this.surroundings = surroundings;
    this.templates = templates;
    this.pages = pages;
    this.fonts = fonts;
    this.words = words;
  }

  /**
   * As a page of HTML; its style sheet is served beside it.
   *
   * @throws org.jingtu.problems.Problem ZONE_NOT_FOUND, REPORTS_BUSY
   */
  String html(String id, Locale locale) {
    return make(() -> templates.page("notice", compose(notices.getNotice(id), locale)));
  }

  /**
   * As PDF/A-2b with embedded fonts.
   *
   * @throws org.jingtu.problems.Problem ZONE_NOT_FOUND, REPORTS_BUSY
   */
  byte[] pdf(String id, Locale locale) {
    return make(
        () -> pages.print(templates.print("notice", compose(notices.getNotice(id), locale))));
  }

  private <T> T make(java.util.function.Supplier<T> document) {
    if (!slots.tryAcquire()) {
      throw new ReportsBusy();
    }
    try {
      return document.get();
    } finally {
      slots.release();
    }
  }

  private Map<String, Object> compose(Notice notice, Locale locale) {
    Scene scene = surroundings.alone(notice.geometry());
    Map<String, Object> values = new HashMap<>();
    values.put("t", words.lookup(locale));
    values.put("language", locale.toLanguageTag());
    values.put("id", notice.id());
    values.put("title", notice.title());
    values.put("number", notice.number() == null ? "" : notice.number());
    values.put("rows", rows(notice, locale));
    String text =
        notice.text() == null ? words.say(locale, "notice.announcedElsewhere") : notice.text();
    values.put("paragraphs", List.of(text.split("\\R+")));
    List<String> signposts = notice.signposts().stream().map(s -> signpost(s, locale)).toList();
    values.put("hasSignposts", !signposts.isEmpty());
    values.put("signposts", signposts);
    values.put("hasMonitoring", !notice.monitoring().isEmpty());
    values.put(
        "monitoring",
        notice.monitoring().stream()
            .map(m -> words.say(locale, "notice.monitored", m.medium().wording(), m.frequency()))
            .toList());
    MapPicture.MapLegend legend =
        new MapPicture.MapLegend(words.say(locale, "notice.extent"), "", List.of());
    values.put("picture", MapPicture.of(scene, fonts.screen(), legend));
    values.put("crs", OpinionTexts.zone(words, locale, scene));
    if (scene.corners().size() > CORNERS_AT_MOST) {
      values.put("manyCorners", words.say(locale, "notice.manyCorners", scene.corners().size()));
    } else {
      values.put("corners", OpinionTexts.corners(scene));
    }
    return values;
  }

  private List<Map<String, Object>> rows(Notice notice, Locale locale) {
    List<Map<String, Object>> rows = new ArrayList<>();
    add(rows, locale, "number", notice.number());
    String date = notice.announcedHere() ? "announcedOn" : "dataDate";
    add(rows, locale, date, day(notice.announcedOn()));
    add(rows, locale, "state", words.say(locale, notice.state().wording().key()));
    add(rows, locale, "inForceFrom", day(notice.inForceFrom()));
    String end =
        notice.inForceTo() == null
            ? words.say(locale, "notice.openEnd")
            : notice.inForceTo().toString();
    add(rows, locale, "inForceTo", end);
    add(rows, locale, "code", notice.code());
    add(rows, locale, "adcode", notice.adcode());
    add(rows, locale, "siteCode", notice.siteCode());
    add(rows, locale, "area", Amounts.area(notice.areaSquareMetres(), locale));
    add(rows, locale, "requirements", notice.requirements());
    return rows;
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private void add(
      List<Map<String, Object>> rows, Locale locale, String label, @Nullable String value) {
    if (value != null) {
      rows.add(Map.of("label", words.say(locale, "notice." + label), "value", value));
    }
  }

  private String signpost(PublicNotices.Signpost signpost, Locale locale) {
    String text = signpost.text() == null ? words.say(locale, "notice.signpost") : signpost.text();
    return signpost.erectedOn() == null
        ? words.say(locale, "notice.notErected", text)
        : words.say(locale, "notice.erected", text, signpost.erectedOn().toString());
  }
}
