package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jingtu.problems.BadParameter;
import org.jingtu.problems.UnknownParameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, all of them known and none given twice. */
final class Parameters {

  private final Map<String, String> values = new TreeMap<>();

  /**
   * @param known names that the address understands, beside {@code f}
   * @throws UnknownParameter for any other (17-069r4, /req/core/query-param-unknown)
   * @throws BadParameter for one that is given twice, or has a zero byte, which no text of the
   *     database can have
   */
  Parameters(HttpServletRequest request, Set<String> known) {
    request
        .getParameterMap()
        .forEach(
            (name, all) -> {
              if (!name.equals("f") && !known.contains(name)) {
                Set<String> offered = new TreeSet<>(known);
                offered.add("f");
                throw new UnknownParameter(name, String.join(", ", offered));
              }
              if (all.length > 1) {
                throw new BadParameter(name, String.join(" & ", all), name + "=…");
              }
              if (all[0].indexOf('\0') >= 0) {
                throw new BadParameter(name, all[0].replace('\0', '␀'), name + "=…");
              }
              values.put(name, all[0]);
            });
  }

  /** Passes if a request has no parameter but {@code f}. */
  static void requireNone(HttpServletRequest request) {
    new Parameters(request, Set.of());
  }

  @Nullable String find(String name) {
    return values.get(name);
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** All of them, by name. */
  Map<String, String> all() {
    return values;
  }
}
