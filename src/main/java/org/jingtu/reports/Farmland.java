package org.jingtu.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.features.Datasets;
import org.jingtu.problems.BadParameter;
import org.jingtu.reports.FarmlandAnswer.CountyEdition;
import org.jingtu.reports.FarmlandAnswer.Edition;
import org.jingtu.reports.FarmlandAnswer.Place;
import org.jingtu.reports.FarmlandAnswer.Township;
import org.jingtu.reports.FarmlandAnswer.Transition;
import org.jingtu.reports.FarmlandAnswer.Warning;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares two editions of the farmland classes. An edition is what was declared to hold a county,
 * with its date; later single edits belong to it until the next one replaces it.
 */
@Component
class Farmland {

  private static final int PLACES_AT_MOST = 500;
  private static final String PRIORITY = "PRIORITY_PROTECTION";

  private final FarmlandStore store;
  private final Datasets datasets;
  private final Words words;
  private final JsonMapper json;

  Farmland(FarmlandStore store, Datasets datasets, Words words, JsonMapper json) {
    this.store = store;
    this.datasets = datasets;
    this.words = words;
    this.json = json;
  }

  /** The editions of a division. */
  List<CountyEdition> listEditions(String adcode) {
    return store.listEditions(adcode);
  }

  /**
   * Compares.
   *
   * @param from a year (the edition dated in it), or a date or moment (what was registered then)
   * @param to the same
   * @throws EditionNotFound if a county has no such edition
   */
  @Transactional(readOnly = true)
  FarmlandAnswer compare(String adcode, String from, String to, Locale locale) {
    Map<String, CountyEdition> before = edition(adcode, "from", from);
    Map<String, CountyEdition> after = edition(adcode, "to", to);
    before.keySet().retainAll(after.keySet());
    after.keySet().retainAll(before.keySet());
    MapSqlParameterSource editions = parameters(adcode, before, after);
    List<FarmlandStore.ClassArea> areas = store.listAreas(editions);
    List<FarmlandStore.Lost> lost = store.listLost(editions, PLACES_AT_MOST);
    return new FarmlandAnswer(
        adcode,
        new Edition(from, List.copyOf(before.values())),
        new Edition(to, List.copyOf(after.values())),
        areas.stream().map(Farmland::township).toList(),
        store.listTransitions(editions).stream()
            .map(
                m ->
                    new Transition(
                        m.from(), m.to(), Amounts.rounded(m.area()), Amounts.mu(m.area())))
            .toList(),
        warnings(areas, locale),
        lost.stream().map(this::place).toList(),
        lost.isEmpty() ? 0 : lost.get(0).all() - lost.size());
  }

  private static MapSqlParameterSource parameters(
      String adcode, Map<String, CountyEdition> before, Map<String, CountyEdition> after) {
    return new MapSqlParameterSource()
        .addValue("adcode", adcode + "%")
        .addValue("counties", before.keySet().toArray(String[]::new))
        .addValue(
            "fromVersions",
            before.values().stream().map(CountyEdition::dataVersion).toArray(Long[]::new))
        .addValue(
            "toVersions",
            before.keySet().stream().map(c -> after.get(c).dataVersion()).toArray(Long[]::new));
  }

  /** The edition of each county, by county. */
  private Map<String, CountyEdition> edition(String adcode, String parameter, String asked) {
    List<CountyEdition> all = store.listEditions(adcode);
    Map<String, CountyEdition> chosen = new LinkedHashMap<>();
    if (asked.matches("\\d{4}")) {
      all.stream()
          .filter(
              e -> e.sourceDate() != null && e.sourceDate().getYear() == Integer.parseInt(asked))
          .forEach(e -> chosen.put(e.adcode(), e));
    } else {
      long version =
          datasets.versionsAt(moment(parameter, asked)).getOrDefault("farmland-classes", 0L);
      for (CountyEdition e : all) {
        if (version > 0 && e.dataVersion() >= version && !chosen.containsKey(e.adcode())) {
          chosen.put(
              e.adcode(), new CountyEdition(e.adcode(), version, e.sourceDate(), e.loadedAt()));
        }
      }
    }
    if (chosen.isEmpty()) {
      throw new EditionNotFound(adcode, asked, known(all));
    }
    return chosen;
  }

  private static String known(List<CountyEdition> all) {
    List<String> dates = new ArrayList<>();
    all.forEach(e -> dates.add(e.adcode() + " " + (e.sourceDate() == null ? "—" : e.sourceDate())));
    return dates.isEmpty() ? "—" : String.join("、", dates);
  }

  private static Instant moment(String parameter, String asked) {
    try {
      return asked.length() == 10
          ? LocalDate.parse(asked).plusDays(1).atStartOfDay(Period.CHINA).toInstant()
          : Instant.parse(asked);
    } catch (DateTimeParseException e) {
      throw new BadParameter(parameter, asked, "2025 | 2025-12-31 | 2025-12-31T16:00:00Z");
    }
  }

  private static Township township(FarmlandStore.ClassArea a) {
    return new Township(
        a.township(),
        a.soilClass(),
        Amounts.rounded(a.from()),
        Amounts.mu(a.from()),
        Amounts.rounded(a.to()),
        Amounts.mu(a.to()));
  }

  /** Townships in which priority protection shrank by more than rounding, the worst first. */
  private List<Warning> warnings(List<FarmlandStore.ClassArea> areas, Locale locale) {
    return areas.stream()
        .filter(a -> a.soilClass().equals(PRIORITY) && a.from() - a.to() >= 0.01)
        .sorted(Comparator.comparingDouble(a -> a.to() - a.from()))
        .map(
            a -> {
              double lost = a.from() - a.to();
              double percent = Math.round(10_000 * lost / a.from()) / 100.0;
              String name =
                  a.township() == null ? words.say(locale, "farmland.noTownship") : a.township();
              return new Warning(
                  a.township(),
                  Amounts.rounded(lost),
                  Amounts.mu(lost),
                  percent,
                  words.say(
                      locale,
                      "farmland.warning",
                      name,
                      Amounts.area(lost, locale),
                      Amounts.two(percent)));
            })
        .toList();
  }

  private Place place(FarmlandStore.Lost lost) {
    return new Place(
        lost.fromCode(),
        lost.township(),
        lost.toCode(),
        lost.toClass(),
        Amounts.rounded(lost.area()),
        Amounts.mu(lost.area()),
        json.readTree(lost.geometry()));
  }
}
