package org.jingtu.page;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jingtu.access.AccessMatrix;
import org.jingtu.access.AccessMatrix.Line;

/** Who may send what, by the table of docs/access.md, which another test holds the service to. */
final class Rights {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

  /** The addresses without variables first: they are meant where both fit. */
  private final List<Line> lines =
      AccessMatrix.read().values().stream()
          .sorted(Comparator.comparing(line -> line.address().contains("{")))
          .toList();

  /** A user, and the part that the user plays. */
  record Person(String username, String password, String department, Set<String> roles) {

    boolean is(String role) {
      return roles.contains("ADMIN") || roles.contains(role);
    }
  }

  /** The address in the table, such as “POST /api/zones/{id}/submit”. */
  String addressOf(String request) {
    return lineOf(request).address();
  }

  /**
   * Whether the person may.
   *
   * @param request method and path, perhaps with a query
   * @param owner department that owns what it is about
   */
  boolean may(Person person, String request, String owner) {
    String who = lineOf(request).who();
    if (who.equals("anyone") || who.equals("signed-in")) {
      return true;
    }
    return List.of(who.split(", ")).stream()
        .anyMatch(
            word ->
                word.startsWith("owner ")
                    ? person.is("ADMIN")
                        || person.department().equals(owner) && person.is(word.substring(6))
                    : person.is(word));
  }

  private Line lineOf(String request) {
    String plain = request.replaceAll("\\?.*", "");
    return lines.stream()
        .filter(line -> fits(line.address(), plain))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/access.md does not know " + request));
  }

  private static boolean fits(String address, String request) {
    String pattern = VARIABLE.matcher(Pattern.quote(address)).replaceAll("\\\\E[^/]+\\\\Q");
    return request.matches(pattern.replace("**", "\\E.*\\Q"));
  }
}
