package org.jingtu.rules;

import java.util.Collection;
import java.util.Comparator;

/**
 * How grave a finding is; the verdict of a check is the gravest among its findings.
 *
 * <p>Declared from the gravest to the mildest. Whether the data sufficed is said apart, by {@link
 * Evaluation#incomplete()}.
 */
public enum Verdict {
  PROHIBITED("禁止"),
  SUSPENDED("暂缓"),
  CONDITIONAL("附条件"),
  NOTICE("提示"),
  CLEAR("未发现冲突");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  /** Chinese name. */
  public String title() {
    return title;
  }

  /** True for what stops a step: prohibited or suspended. */
  public boolean isSevere() {
    return this == PROHIBITED || this == SUSPENDED;
  }

  /** True if this is graver than the other. */
  public boolean isWorseThan(Verdict other) {
    return ordinal() < other.ordinal();
  }

  /** The gravest of them; {@link #CLEAR} if there is none. */
  public static Verdict worstOf(Collection<Verdict> verdicts) {
    return verdicts.stream().min(Comparator.naturalOrder()).orElse(CLEAR);
  }
}
