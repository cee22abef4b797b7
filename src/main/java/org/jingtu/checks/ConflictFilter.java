package org.jingtu.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jingtu.features.Bbox;
import org.jingtu.problems.BadParameter;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Which conflicts are asked for, as SQL over table {@code conflict} named {@code c}.
 *
 * @param where conditions with bind parameters
 * @param parameters their values
 */
record ConflictFilter(String where, List<Object> parameters) {

  /** The township of the watched feature: by name where its layer names one, else by code. */
  static final String TOWNSHIP =
      "coalesce(c.township, case when length(c.adcode) > 6 then left(c.adcode, 9) end)";

  /**
   * Reads the query parameters; what is null does not restrict.
   *
   * @param state one or several of OPEN, ACKNOWLEDGED, RESOLVED, CLOSED, by commas
   * @param severity one or several of PROHIBITED, SUSPENDED, CONDITIONAL, NOTICE, by commas
   * @param collection id of either side's collection
   * @param adcode beginning of the watched feature's adcode
   * @param township by the name that the layer gives, else the first nine digits of the adcode
   * @param possible whether one side is known as a point alone
   * @param bbox west, south, east, north
   * @throws BadParameter naming the one that cannot be understood
   */
  static ConflictFilter of(
      @Nullable String state,
      @Nullable String severity,
      @Nullable String rule,
      @Nullable String collection,
      @Nullable String adcode,
      @Nullable String department,
      @Nullable String township,
      @Nullable Boolean possible,
      @Nullable String bbox) {
    Builder builder = new Builder();
    builder.in("c.state = any(?)", "state", state, ConflictView.State.values());
    builder.in(
        "c.severity = any(?)",
        "severity",
        severity,
        Stream.of(Verdict.values()).filter(v -> v != Verdict.CLEAR).toArray());
    builder.add("c.rule = ?", rule);
    if (collection != null) {
      builder.add("(c.collection = ? or c.against = ?)", collection, collection);
    }
    if (adcode != null) {
      if (!adcode.matches("[0-9]{1,12}")) {
        throw new BadParameter("adcode", adcode, "130899");
      }
      builder.add("c.adcode like ?", adcode + "%");
    }
    builder.add("c.department = ?", department);
    builder.add(TOWNSHIP + " = ?", township);
    builder.add("c.possible = ?", possible);
    double[] box = Bbox.parse(bbox);
    if (box != null) {
      builder.add(
          "c.geom && st_makeenvelope(?, ?, ?, ?, 4490)", Arrays.stream(box).boxed().toArray());
    }
    return new ConflictFilter(String.join(" and ", builder.conditions), builder.values);
  }

  private static final class Builder {
    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final List<Object> values = new ArrayList<>();

    void add(String condition, @Nullable Object... parameters) {
      if (parameters[0] != null) {
        conditions.add(condition);
        values.addAll(Arrays.asList(parameters));
      }
    }

    void in(String condition, String name, @Nullable String text, Object[] allowed) {
      if (text == null) {
        return;
      }
      List<String> known = Arrays.stream(allowed).map(Object::toString).toList();
      String[] wanted = text.split(",");
      if (!known.containsAll(List.of(wanted))) {
        throw new BadParameter(name, text, String.join(",", known));
      }
      add(condition, (Object) wanted);
    }
  }
}
