package org.jingtu.reports;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jingtu.catalog.Catalog;
import org.jingtu.checks.CheckArchive;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a stored answer into the words and figures of the document. Computes no figure anew. */
@Component
class OpinionTexts {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Words words;
  private final Catalog catalog;
  private final Fonts fonts;
  private final ReportSettings settings;

  OpinionTexts(Words words, Catalog catalog, Fonts fonts, ReportSettings settings) {
    this.words = words;
    this.catalog = catalog;
    this.fonts = fonts;
    this.settings = settings;
  }

  /** Number of the document: day of the check in China and the first eight digits of its id. */
  static String number(UUID id, Instant evaluatedAt) {
    return "JT-"
        + DateTimeFormatter.BASIC_ISO_DATE.format(evaluatedAt.atZone(CHINA).toLocalDate())
        + "-"
        + id.toString().substring(0, 8).toUpperCase(Locale.ROOT);
  }

  Map<String, Object> compose(
      CheckArchive.Entry entry, JsonNode answer, Scene scene, Locale locale, URI here) {
    Map<String, Object> values = new HashMap<>();
    values.put("t", words.lookup(locale));
    values.put("language", locale.toLanguageTag());
    values.put("number", number(entry.id(), entry.evaluatedAt()));
    values.put("evaluatedAt", time(entry.evaluatedAt()));
    values.put("asOf", time(Instant.parse(answer.path("asOf").asString())));
    values.put("actor", entry.actor());
    values.put("department", words.say(locale, "department." + entry.department()));
    putVerdict(values, answer, locale);
    putEffective(values, answer, locale);
    values.put("parcelRows", parcelRows(locale, answer));
    FindingTexts findings = new FindingTexts(words, catalog, locale);
    values.put("findings", findings.findings(answer));
    values.put("hasIgnored", !answer.path("ignored").isEmpty());
    values.put("ignored", findings.ignored(answer));
    values.put("missing", missing(answer));
    values.put("unknown", findings.unknown(answer));
    values.put("collections", findings.collections(answer));
    values.put("clear", Amounts.area(answer.path("clearAreaSquareMetres").asDouble(), locale));
    values.put("packId", answer.path("pack").path("id").asString());
    values.put("packVersion", answer.path("pack").path("version").asString());
    String hash = answer.path("hash").asString();
    String address = base(here) + "/verify/" + hash;
    values.put("hash", hash);
    values.put("verifyAddress", address);
    values.put("qr", Pictures.dataAddress(QrCode.of(address)));
    values.put("picture", MapPicture.of(scene, fonts.screen(), legend(locale, scene)));
    values.put("corners", corners(scene));
    values.put("crs", zone(words, locale, scene));
    return values;
  }

  private void putVerdict(Map<String, Object> values, JsonNode answer, Locale locale) {
    boolean incomplete = answer.path("incomplete").asBoolean();
    values.put("verdict", look(answer.path("verdict"), incomplete));
    values.put("verdictTitle", title(answer.path("verdict"), incomplete, locale));
    values.put("meaning", meaning(answer.path("verdict").asString(), incomplete, locale));
    values.put("incomplete", incomplete);
  }

  /** What a verdict says may be done; no more than is known. */
  private String meaning(String verdict, boolean incomplete, Locale locale) {
    String means = words.say(locale, "report.verdict." + verdict);
    return incomplete ? words.sayOr(locale, "report.unsure." + verdict, means) : means;
  }

  /** The verdict after findings were set aside; where none is any more, nothing is said. */
  private void putEffective(Map<String, Object> values, JsonNode answer, Locale locale) {
    boolean some =
        answer.path("findings").valueStream().anyMatch(f -> f.path("override").isObject());
    boolean incomplete = answer.path("incomplete").asBoolean();
    JsonNode verdict = answer.path("effectiveVerdict");
    values.put("effective", some ? look(verdict, incomplete) : "");
    values.put("effectiveTitle", some ? title(verdict, incomplete, locale) : "");
  }

  /** Nothing found where something is not known must not look like a clear answer. */
  private static String look(JsonNode verdict, boolean incomplete) {
    return incomplete && verdict.asString().equals("CLEAR") ? "UNSURE" : verdict.asString();
  }

  private String title(JsonNode verdict, boolean incomplete, Locale locale) {
    String mark = incomplete ? words.say(locale, "report.incomplete.mark") : "";
    return verdict(locale, verdict) + mark;
  }

  private String base(URI here) {
    URI address = settings.publicAddress() == null ? here : settings.publicAddress();
    return address.toString().replaceAll("/+$", "");
  }

  private MapPicture.MapLegend legend(Locale locale, Scene scene) {
    List<MapPicture.MapLegend.Entry> severities =
        scene.hits().stream()
            .map(Scene.Shape::severity)
            .distinct()
            .map(s -> new MapPicture.MapLegend.Entry(s, words.say(locale, "verdict." + s)))
            .toList();
    return new MapPicture.MapLegend(
        words.say(locale, "report.legend.parcel"),
        scene.neighbours().isEmpty() ? "" : words.say(locale, "report.legend.neighbours"),
        severities);
  }

  private List<Map<String, Object>> parcelRows(Locale locale, JsonNode answer) {
    JsonNode parcel = answer.path("parcel");
    JsonNode question = answer.path("question");
    Rows rows = new Rows(locale);
    rows.add("report.parcelNo", text(parcel.path("parcelNo")));
    rows.add("report.parcelName", text(parcel.path("name")));
    rows.add("report.adcode", text(parcel.path("adcode")));
    rows.add("report.area", Amounts.area(parcel.path("areaSquareMetres").asDouble(), locale));
    if (parcel.path("registeredAreaSquareMetres").isNumber()) {
      rows.add(
          "report.registeredArea",
          words.say(
              locale,
              parcel.path("areaDiffers").asBoolean()
                  ? "report.registeredArea.differs"
                  : "report.registeredArea.agrees",
              Amounts.area(parcel.path("registeredAreaSquareMetres").asDouble(), locale),
              Amounts.two(parcel.path("areaDifferencePercent").asDouble())));
    }
    rows.add("report.stage", words.say(locale, "stage." + question.path("stage").asString()));
    rows.add("report.currentUse", use(question.path("currentUse"), locale));
    rows.add("report.plannedUse", use(question.path("plannedUse"), locale));
    if (!question.path("planStage").isMissingNode()) {
      rows.add(
          "report.planStage",
          code("plan-land-use", "planStage", question.path("planStage"), locale));
    }
    rows.add(
        "report.survey",
        question.path("survey").isString()
            ? words.say(locale, "survey." + question.path("survey").asString())
            : null);
    question
        .path("project")
        .properties()
        .forEach(fact -> rows.add("project." + fact.getKey(), fact(locale, fact.getValue())));
    return rows.rows;
  }

  private String fact(Locale locale, JsonNode value) {
    return value.isBoolean()
        ? words.say(locale, value.asBoolean() ? "report.yes" : "report.no")
        : words.sayOr(locale, "crops." + value.asString(), value.asString());
  }

  private @Nullable String use(JsonNode value, Locale locale) {
    return value.isString() ? code("parcels", "plannedUse", value, locale) : null;
  }

  /**
   * A code with its title from the catalogue; of a longer code the nearest shorter one. Codes that
   * are words of this service, and not numbers of a standard, are left out.
   */
  private String code(String collection, String attribute, JsonNode value, Locale locale) {
    String code = value.asString();
    return catalog
        .getCollection(collection)
        .findAttribute(attribute)
        .orElseThrow()
        .findCodeTitle(code, locale)
        .map(title -> Character.isDigit(code.charAt(0)) ? code + " " + title : title)
        .orElse(code);
  }

  private static List<Map<String, Object>> missing(JsonNode answer) {
    List<Map<String, Object>> missing = new ArrayList<>();
    answer
        .path("missingFacts")
        .forEach(
            fact ->
                missing.add(
                    Map.of(
                        "question", fact.path("question").asString(),
                        "feature", fact.path("featureCode").asString(""))));
    return missing;
  }

  /** The Gauss-Krüger zone of the corners in words. */
  static String zone(Words words, Locale locale, Scene scene) {
    double meridian = scene.crs().centralMeridianDegrees();
    return words.say(
        locale,
        "report.crs.zone",
        scene.crs().code(),
        Long.toString(Math.round(meridian / 3)),
        Long.toString(Math.round(meridian)));
  }

  /** Rows of the table of corners. */
  static List<Map<String, Object>> corners(Scene scene) {
    List<Map<String, Object>> corners = new ArrayList<>();
    for (Scene.Corner corner : scene.corners()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("number", "J" + corner.number());
      row.put("ring", corner.ring());
      row.put("x", Amounts.coordinate(corner.northingMetres()));
      row.put("y", Amounts.coordinate(corner.eastingMetres()));
      row.put("longitude", Amounts.degrees(corner.lonLat().getX()));
      row.put("latitude", Amounts.degrees(corner.lonLat().getY()));
      corners.add(row);
    }
    return corners;
  }

  private String verdict(Locale locale, JsonNode verdict) {
    return words.say(locale, "verdict." + verdict.asString());
  }

  /** A moment in China's clock. */
  static String time(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(instant.atZone(CHINA))
        + " (UTC+8)";
  }

  private static @Nullable String text(JsonNode value) {
    return value.isString() ? value.asString() : null;
  }

  /** Rows of the table of facts; what is not known is said so. */
  private final class Rows {
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Locale locale;

    Rows(Locale locale) {
      this.locale = locale;
    }

    void add(String label, @Nullable String value) {
      rows.add(
          Map.of(
              "label",
              words.say(locale, label),
              "value",
              value == null ? words.say(locale, "report.notStated") : value));
    }
  }
}
