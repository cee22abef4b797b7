package org.jingtu.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Function;

/**
 * A condition of a rule, compiled once: comparisons are GeoTools filters, joined in three-valued
 * logic so that a missing fact leaves the answer open instead of making it false.
 */
sealed interface Condition {

  /** Always true: what an absent condition means. */
  Condition ALWAYS = new All(List.of());

  Truth test(Facts facts);

  /** Names the operands whose absence leaves this condition open. */
  void tellMissing(Facts facts, Consumer<String> missing);

  /** Every one holds. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Truth all = Truth.TRUE;
      for (Condition part : parts) {
        Truth truth = part.test(facts);
        if (truth == Truth.FALSE) {
          return Truth.FALSE;
        }
        all = truth == Truth.UNKNOWN ? Truth.UNKNOWN : all;
      }
      return all;
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      tellOpenParts(parts, facts, missing);
    }
  }

  /** At least one holds. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Truth any = Truth.FALSE;
      for (Condition part : parts) {
        Truth truth = part.test(facts);
        if (truth == Truth.TRUE) {
          return Truth.TRUE;
        }
        any = truth == Truth.UNKNOWN ? Truth.UNKNOWN : any;
      }
      return any;
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      tellOpenParts(parts, facts, missing);
    }
  }

  /** It does not hold. */
  record Negation(Condition part) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return part.test(facts).not();
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      part.tellMissing(facts, missing);
    }
  }

  /**
   * One comparison.
   *
   * @param operands what it reads; empty for IS NULL, which is never open
   * @param memberships list look-ups in it; a code too coarse for its list leaves it open
   */
  record Comparison(Filter filter, Set<String> operands, List<Function> memberships)
      implements Condition {
    @Override
    public Truth test(Facts facts) {
      for (String operand : operands) {
        if (facts.get(operand) == null) {
          return Truth.UNKNOWN;
        }
      }
      for (Function membership : memberships) {
        if (membership.evaluate(facts) == null) {
          return Truth.UNKNOWN;
        }
      }
      return Truth.of(filter.evaluate(facts));
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      for (String operand : operands) {
        if (!memberships.isEmpty() || facts.get(operand) == null) {
          missing.accept(operand);
        }
      }
    }
  }

  private static void tellOpenParts(List<Condition> parts, Facts facts, Consumer<String> missing) {
    for (Condition part : parts) {
      if (part.test(facts) == Truth.UNKNOWN) {
        part.tellMissing(facts, missing);
      }
    }
  }
}
