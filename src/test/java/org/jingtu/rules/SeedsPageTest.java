package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/seeds.md is true: a rule that it names for a clause cites that clause, every citation of a
 * clause stands there, and indicators, deadlines, steps and addresses exist.
 */
class SeedsPageTest {

  private static final Pattern HEADING = Pattern.compile("## `([a-z0-9-]+)` (《.+》)(.*)");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** A document of the page: its title and, by clause, what is said of where it is served. */
  private record Section(String title, Map<String, String> served) {}

  private static Map<String, Section> sections() throws IOException {
    Map<String, Section> sections = new TreeMap<>();
    Section section = null;
    for (String line : Files.readAllLines(Path.of("docs/seeds.md"))) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        section = new Section(heading.group(2), new TreeMap<>());
        sections.put(heading.group(1), section);
      } else if (line.startsWith("## ")) {
        section = null;
      } else if (section != null && line.matches("\\|[^|]+\\|[^|]+\\|[^|]+\\|")) {
        String[] cells = line.split("\\|");
        assertThat(section.served().put(cells[1].strip(), cells[3]))
            .as("a second row of %s in %s", cells[1].strip(), section.title())
            .isNull();
      }
    }
    return sections;
  }

  /** What the packs in force cite of the documents: document, clause, rule. */
  private static TreeSet<String> citations() {
    TreeSet<String> citations = new TreeSet<>();
    TestPacks.files()
        .forEach(
            (name, text) -> {
              Map<String, YamlAt> file = YamlAt.read(name, text).entries();
              for (String part : List.of("rules", "overrides")) {
                if (file.containsKey(part)) {
                  file.get(part).items().forEach(rule -> addCitations(rule, citations));
                }
              }
            });
    citations.removeIf(c -> c.startsWith("soil-law ") || c.startsWith("water-law "));
    return citations;
  }

  private static void addCitations(YamlAt rule, TreeSet<String> citations) {
    Map<String, YamlAt> fields = rule.entries();
    String id = fields.containsKey("id") ? fields.get("id").text() : fields.get("rule").text();
    if (fields.containsKey("basis")) {
      for (YamlAt basis : fields.get("basis").items()) {
        Map<String, YamlAt> of = basis.entries();
        citations.add(of.get("document").text() + " " + of.get("clause").text() + " " + id);
      }
    }
  }

  private static List<String> names(String served) {
    List<String> names = new ArrayList<>();
    NAME.matcher(served).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  @Test
  void everyRuleThatItNamesCitesTheClauseAndEveryCitationStandsThere() throws IOException {
    TreeSet<String> rules = new TreeSet<>();
    for (Pack pack : TestPacks.OWN.listPacks()) {
      pack.rules().forEach(rule -> rules.add(rule.id()));
    }
    TreeSet<String> named = new TreeSet<>();
    sections()
        .forEach(
            (document, section) ->
                section
                    .served()
                    .forEach(
                        (clause, served) ->
                            names(served).stream()
                                .filter(rules::contains)
                                .forEach(id -> named.add(document + " " + clause + " " + id))));
    assertThat(named).containsExactlyElementsOf(citations());
  }

  @Test
  void everyOtherNameIsKnown() throws IOException {
    String texts = Files.readString(Path.of("src/main/resources/messages.properties"));
    String lives = Files.readString(Path.of("docs/sites-and-zones.md"));
    String addresses = Files.readString(Path.of("docs/api.md"));
    TreeSet<String> rules = new TreeSet<>();
    TestPacks.OWN.listPacks().forEach(p -> p.rules().forEach(r -> rules.add(r.id())));
    for (Section section : sections().values()) {
      for (String served : section.served().values()) {
        for (String name : names(served)) {
          String of = name.substring(name.indexOf(':') + 1);
          boolean known =
              name.startsWith("indicator:")
                  ? texts.contains("\nindicator." + of + "=")
                  : name.startsWith("deadline:") || name.startsWith("step:")
                      ? lives.contains("\n| `" + of + "` ")
                      : name.startsWith("/api/")
                          ? addresses.contains(" " + name + "`")
                          : rules.contains(name)
                              || Files.exists(
                                  Path.of("src/main/resources/catalog/" + name + ".yaml"))
                              || name.equals("responsible");
          assertThat(known).as("%s: %s", section.title(), name).isTrue();
        }
      }
    }
  }

  @Test
  void everyTargetStandsAtItsDocument() throws IOException {
    Map<String, Section> sections = sections();
    YamlAt targets =
        YamlAt.read(
            "targets.yaml",
            Files.readString(Path.of("src/main/resources/indicators/targets.yaml")));
    for (YamlAt target : targets.items()) {
      String source = target.entries().get("source").text();
      String indicator = "`indicator:" + target.entries().get("indicator").text() + "`";
      assertThat(sections.values())
          .as(indicator + " " + source)
          .anyMatch(
              s ->
                  source.contains(s.title())
                      && s.served().values().stream().anyMatch(c -> c.contains(indicator)));
    }
  }
}
