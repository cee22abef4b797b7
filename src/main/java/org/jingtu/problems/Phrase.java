package org.jingtu.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSourceResolvable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * An argument of a text that is itself a text of the bundle with arguments, in the language of the
 * reader: a list, a code with its title. Written down ({@link #toString()}, JSON) it keeps its
 * keys, so that it can be put into words later.
 *
 * @param key of the bundle
 * @param arguments wordings, phrases, and names that are the same in every language
 */
public record Phrase(String key, List<Object> arguments) implements MessageSourceResolvable {

  private static final String MARK = "phrase:";

  /** What may come from a text that was written down; others could want arguments of a kind. */
  private static final Set<String> KEYS = Set.of("list.one", "list.pair", "list.coded");

  public Phrase {
    arguments = List.copyOf(arguments);
  }

  /** The phrase that was written down as this text, if it was one. */
  public static Optional<Phrase> find(String written) {
    if (!written.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JsonMapper.shared().readTree(written.substring(MARK.length()));
      return isPhrase(tree) ? Optional.of(read(tree)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty(); // a text that happens to begin like this
    }
  }

  private static boolean isPhrase(JsonNode tree) {
    return tree.isArray() && KEYS.contains(tree.path(0).asString(""));
  }

  private static Phrase read(JsonNode tree) {
    List<Object> arguments = new ArrayList<>();
    for (int i = 1; i < tree.size(); i++) {
      JsonNode argument = tree.get(i);
      String text = argument.asString("");
      arguments.add(
          isPhrase(argument)
              ? read(argument)
              : Wording.find(text).<Object>map(wording -> wording).orElse(text));
    }
    return new Phrase(tree.get(0).asString(""), arguments);
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public Object[] getArguments() {
    return arguments.toArray();
  }

  /** The key where the bundle has no text. */
  @Override
  public String getDefaultMessage() {
    return key;
  }

  private ArrayNode tree() {
    ArrayNode tree = JsonMapper.shared().createArrayNode().add(key);
    for (Object argument : arguments) {
      if (argument instanceof Phrase phrase) {
        tree.add(phrase.tree());
      } else {
        tree.add(argument.toString());
      }
    }
    return tree;
  }

  @Override
  @JsonValue
  public String toString() {
    return MARK + tree();
  }
}
