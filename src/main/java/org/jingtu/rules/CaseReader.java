package org.jingtu.rules;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the example cases of a pack. What a case leaves out is filled in as the guide says. */
final class CaseReader {

  private static final LocalDate DEFAULT_TODAY = LocalDate.of(2026, 1, 1);

  private CaseReader() {}

  /** The cases of every rule in effect, and those that the file has of its own. */
  static List<ExampleCase> readAll(YamlAt file, PackContents contents) {
    List<ExampleCase> cases = new ArrayList<>();
    contents.rules().forEach((id, source) -> cases.addAll(readCasesOf(id, source)));
    YamlAt own = file.entries().get("cases");
    if (own != null) {
      own.items().forEach(item -> cases.add(read(item, null, null)));
    }
    return List.copyOf(cases);
  }

  private static List<ExampleCase> readCasesOf(String rule, RuleSource source) {
    YamlAt cases = source.entries().get("cases");
    YamlAt subject = source.entries().get("subject");
    if (cases == null) {
      return List.of();
    }
    try {
      String collection = subject == null ? null : subject.text();
      return cases.items().stream().map(item -> read(item, rule, collection)).toList();
    } catch (PackInvalid e) {
      throw e.in(rule);
    }
  }

  private static ExampleCase read(YamlAt at, @Nullable String rule, @Nullable String collection) {
    Map<String, YamlAt> entries =
        at.entries(Set.of("title", "question", "subject", "hits", "outside", "today", "expect"));
    YamlAt stated = entries.get("subject");
    Subject subject = stated == null ? null : readSubject(stated, collection);
    Question question = subject == null ? readQuestion(at.need(entries, "question")) : null;
    double area =
        subject != null
            ? subject.areaSquareMetres()
            : question == null ? 0 : question.parcelAreaSquareMetres();
    boolean point = subject != null && subject.dimension() < 2;
    List<Hit> hits = readHits(entries.get("hits"), area, point);
    return new ExampleCase(
        at,
        rule,
        at.need(entries, "title").text(),
        question,
        subject,
        hits,
        subject == null ? List.of() : readRemainders(entries.get("outside")),
        question == null ? readDate(entries.get("today")) : question.today(),
        readExpected(at.need(entries, "expect"), rule));
  }

  private static Map<String, String> readExpected(YamlAt expect, @Nullable String rule) {
    Map<String, String> expected = new HashMap<>();
    if (rule != null) {
      expected.put(rule, outcome(expect));
    } else {
      expect.entries().forEach((id, outcome) -> expected.put(id, outcome(outcome)));
    }
    return Map.copyOf(expected);
  }

  private static String outcome(YamlAt at) {
    String text = at.text();
    boolean known =
        ExampleCase.isMiss(text)
            || Arrays.stream(Verdict.values())
                .anyMatch(v -> v != Verdict.CLEAR && v.name().equals(text));
    if (!known) {
      throw at.fault(
          "结果应为结论等级、none、ignored 或 asked，而不是“" + text + "”",
          "a severity, none, ignored or asked is due, not '" + text + "'");
    }
    return text;
  }

  private static List<Hit> readHits(@Nullable YamlAt hits, double area, boolean onPoint) {
    List<Hit> read = new ArrayList<>();
    if (hits != null) {
      for (YamlAt hit : hits.items()) {
        read.add(readHit(hit, read.size() + 1, area, onPoint));
      }
    }
    return List.copyOf(read);
  }

  private static Subject readSubject(YamlAt at, @Nullable String collection) {
    Map<String, YamlAt> entries =
        at.entries(Set.of("collection", "areaSquareMetres", "dimension", "attributes"));
    int dimension = (int) number(entries, "dimension", 2);
    return new Subject(
        collection == null ? at.need(entries, "collection").text() : collection,
        "0",
        "例",
        null,
        values(entries.get("attributes")),
        number(entries, "areaSquareMetres", dimension == 2 ? 10_000 : 0),
        dimension);
  }

  /** Square metres by collection; the mean width is 20 m unless there is nothing. */
  private static List<Remainder> readRemainders(@Nullable YamlAt outside) {
    List<Remainder> remainders = new ArrayList<>();
    if (outside != null) {
      outside
          .entries()
          .forEach(
              (collection, area) ->
                  remainders.add(
                      new Remainder(collection, area.number(), area.number() > 0 ? 20 : 0)));
    }
    return List.copyOf(remainders);
  }

  private static LocalDate readDate(@Nullable YamlAt date) {
    try {
      return date == null ? DEFAULT_TODAY : LocalDate.parse(date.text());
    } catch (DateTimeParseException e) {
      throw date.fault(
          "“" + date.text() + "”不是日期，应如 2026-01-01",
          "'" + date.text() + "' is no date, such as 2026-01-01");
    }
  }

  private static Question readQuestion(YamlAt at) {
    Map<String, YamlAt> entries =
        at.entries(
            Set.of(
                "stage",
                "currentUse",
                "plannedUse",
                "planStage",
                "survey",
                "parcel",
                "project",
                "areaSquareMetres",
                "today"));
    Map<String, @Nullable Object> parcel = new HashMap<>(values(entries.get("parcel")));
    parcel.put("survey", text(entries, "survey"));
    YamlAt stage = at.need(entries, "stage");
    if (Stage.findStage(stage.text()).isEmpty()) {
      throw stage.fault("没有用地环节“" + stage.text() + "”", "no stage '" + stage.text() + "'");
    }
    return new Question(
        stage.text(),
        text(entries, "currentUse"),
        text(entries, "plannedUse"),
        text(entries, "planStage"),
        parcel,
        values(entries.get("project")),
        number(entries, "areaSquareMetres", 10_000),
        readDate(entries.get("today")));
  }

  private static Hit readHit(YamlAt at, int number, double parcelArea, boolean onPoint) {
    Map<String, YamlAt> entries =
        at.entries(
            Set.of(
                "collection",
                "areaSquareMetres",
                "meanWidthMetres",
                "distanceMetres",
                "dimension",
                "attributes"));
    int dimension = (int) number(entries, "dimension", 2);
    double nowhere = dimension == Hit.NO_GEOMETRY ? Double.NaN : 0;
    double distance = number(entries, "distanceMetres", nowhere);
    boolean beside = distance > 0 || dimension < 2 || onPoint;
    double area = number(entries, "areaSquareMetres", beside ? 0 : 1_000);
    return new Hit(
        at.need(entries, "collection").text(),
        String.valueOf(number),
        "例" + number,
        null,
        values(entries.get("attributes")),
        area,
        parcelArea > 0 ? 100 * area / parcelArea : 0,
        number(entries, "meanWidthMetres", area > 0 ? 20 : 0),
        distance,
        dimension);
  }

  private static double number(Map<String, YamlAt> entries, String key, double otherwise) {
    YamlAt entry = entries.get(key);
    return entry == null ? otherwise : entry.number();
  }

  private static @Nullable String text(Map<String, YamlAt> entries, String key) {
    YamlAt entry = entries.get(key);
    return entry == null ? null : entry.text();
  }

  private static Map<String, @Nullable Object> values(@Nullable YamlAt mapping) {
    Map<String, @Nullable Object> values = new HashMap<>();
    if (mapping != null) {
      mapping.entries().forEach((name, at) -> values.put(name, at.value()));
    }
    return values;
  }
}
