package org.jingtu.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rule packs have errors; the service does not start on them. */
public final class PackInvalid extends RuntimeException {

  private final transient List<Fault> faults;

  PackInvalid(Fault fault) {
    this(List.of(fault));
  }

  PackInvalid(List<Fault> faults) {
    super(
        "rule packs with errors:\n"
            + faults.stream().map(f -> "  " + f).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Every error found, in the order of the files. */
  public List<Fault> faults() {
    return faults;
  }

  /** The same errors, said to be in that rule. */
  PackInvalid in(String rule) {
    return new PackInvalid(faults.stream().map(f -> f.in(rule)).toList());
  }

  /**
   * One error.
   *
   * @param file name of the file
   * @param rule id of the rule, null outside of rules
   * @param line from 1
   * @param column from 1
   * @param chinese what is wrong, in Chinese
   * @param reason the same in English
   */
  public record Fault(
      String file, @Nullable String rule, int line, int column, String chinese, String reason) {

    Fault in(String inner) {
      return new Fault(file, rule == null ? inner : rule, line, column, chinese, reason);
    }

    @Override
    public String toString() {
      return file
          + ":"
          + line
          + ":"
          + column
          + (rule == null ? "" : " rule " + rule)
          + ": "
          + reason
          + "（"
          + chinese
          + "）";
    }
  }
}
