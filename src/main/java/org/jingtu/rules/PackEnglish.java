package org.jingtu.rules;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The English of what a pack and the evaluator say in Chinese. An answer is stored, and its hash
 * computed, in Chinese; whoever reads it in English is given these words in their place. What a
 * pack has no English for stays Chinese.
 */
public final class PackEnglish {

  private static final String ELSEWHERE = "参照";

  private static final Pattern SLIVER =
      Pattern.compile("(重叠面积|重叠部分平均宽度) ([0-9.]+) (?:平方米|米)，小于阈值 ([0-9.]+) (?:平方米|米)");

  private final Pack pack;
  private final Map<String, String> words;

  PackEnglish(Pack pack, Map<String, String> words) {
    this.pack = pack;
    this.words = words;
  }

  /**
   * What a pack says beside its rules: its title, that of a list, a note, why a rule was changed or
   * withdrawn.
   */
  public String text(String chinese) {
    return words.getOrDefault(chinese, chinese);
  }

  /** The title of a rule. */
  public String title(String rule, String chinese) {
    return find(rule).map(Rule::titleEnglish).orElse(chinese);
  }

  /**
   * What a finding says is to be done: the rule's own action or that of the outcome, with the words
   * before it of a hit that is only possible.
   */
  public String action(String rule, String chinese) {
    boolean possible = chinese.startsWith(Evaluator.POSSIBLE_ACTION);
    String plain = possible ? chinese.substring(Evaluator.POSSIBLE_ACTION.length()) : chinese;
    String english = find(rule).map(r -> actionOf(r, plain)).orElse(null);
    if (english == null) {
      return chinese;
    }
    return possible ? Evaluator.POSSIBLE_ACTION_ENGLISH + english : english;
  }

  private static @Nullable String actionOf(Rule rule, String chinese) {
    if (rule.action().equals(chinese)) {
      return rule.actionEnglish();
    }
    return rule.outcomes().stream()
        .filter(outcome -> chinese.equals(outcome.action()))
        .findFirst()
        .map(Rule.Outcome::actionEnglish)
        .orElse(null);
  }

  /** Who does it. */
  public String responsible(String rule, String chinese) {
    return find(rule).map(Rule::responsibleEnglish).orElse(chinese);
  }

  /** A line of a basis: the document's name stays, what it means is put behind the line. */
  public String basis(String line) {
    boolean elsewhere = line.startsWith(ELSEWHERE);
    String plain = elsewhere ? line.substring(ELSEWHERE.length()) : line;
    return pack.documentTitles().stream()
        .filter(title -> plain.startsWith(title) && words.containsKey(title))
        .findFirst()
        .map(title -> (elsewhere ? "cf. " : "") + plain + " [" + words.get(title) + "]")
        .orElse(line);
  }

  /** The title of a parameter. */
  public String parameter(String name, String chinese) {
    return findParameter(name).orElse(chinese);
  }

  /** The title of a parameter, if there is an English one. */
  public Optional<String> findParameter(String name) {
    return Optional.ofNullable(words.get(name));
  }

  /** The source of a number or list: {@code default}, or document and clause. */
  public String source(String chinese) {
    String said = words.get(chinese);
    if (said != null) {
      return said;
    }
    return chinese.startsWith("default") ? "default" : basis(chinese);
  }

  /**
   * What to ask.
   *
   * @param name of the fact
   * @param collectionTitle of the feature whose attribute is missing, else null
   * @param featureCode of that feature, else null
   */
  public String question(
      String name, @Nullable String collectionTitle, @Nullable String featureCode, String chinese) {
    if (featureCode != null) {
      return MissingFacts.askEnglish(name, String.valueOf(collectionTitle), featureCode);
    }
    return pack.findFact(name).map(Fact::questionEnglish).orElse(chinese);
  }

  /** Why a hit is a sliver. */
  public static String sliver(String chinese) {
    Matcher figures = SLIVER.matcher(chinese);
    if (!figures.matches()) {
      return chinese;
    }
    return figures.group(1).equals("重叠面积")
        ? "%s m² shared, under the threshold of %s m²".formatted(figures.group(2), figures.group(3))
        : "%s m mean width of what is shared, under the threshold of %s m"
            .formatted(figures.group(2), figures.group(3));
  }

  private Optional<Rule> find(String id) {
    return pack.findRule(id);
  }
}
