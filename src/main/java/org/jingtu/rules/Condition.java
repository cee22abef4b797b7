package org.jingtu.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.expression.PropertyName;

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
   * @param operands what it reads
   */
  record Comparison(Filter filter, Set<String> operands) implements Condition {
    @Override
    public Truth test(Facts facts) {
      for (String operand : operands) {
        if (facts.get(operand) == null) {
          return Truth.UNKNOWN;
        }
      }
      return Truth.of(filter.evaluate(facts));
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      for (String operand : operands) {
        if (facts.get(operand) == null) {
          missing.accept(operand);
        }
      }
    }
  }

  /**
   * One value equal to a text or boolean, by far the most common comparison: the same as the filter
   * says, without GeoTools' search for a common type.
   *
   * @param filter for values of another type
   */
  record Equality(String operand, Object literal, Filter filter) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Object value = facts.get(operand);
      if (value == null) {
        return Truth.UNKNOWN;
      }
      return Truth.of(
          value.getClass() == literal.getClass() ? value.equals(literal) : filter.evaluate(facts));
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      missing.accept(operand);
    }
  }

  /** IS NULL: never open, since it asks whether the fact is there. */
  record Absence(String operand) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return Truth.of(facts.get(operand) == null);
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      // an absent fact is an answer here
    }
  }

  /**
   * Two days in order, as ISO text: the same as the filter says, without its search for a common
   * type.
   *
   * @param least the smallest sign of {@code left.compareTo(right)} that holds
   * @param most the largest
   * @param comparison for values that are no days
   */
  record DayOrder(String left, String right, int least, int most, Comparison comparison)
      implements Condition {

    /** The comparison itself, unless it sets two operands in order. */
    static Condition of(Filter filter, Comparison comparison) {
      if (!(filter instanceof BinaryComparisonOperator order
          && order.getExpression1() instanceof PropertyName left
          && order.getExpression2() instanceof PropertyName right)) {
        return comparison;
      }
      boolean equal =
          filter instanceof PropertyIsLessThanOrEqualTo
              || filter instanceof PropertyIsGreaterThanOrEqualTo;
      if (filter instanceof PropertyIsLessThan || filter instanceof PropertyIsLessThanOrEqualTo) {
        return new DayOrder(
            left.getPropertyName(), right.getPropertyName(), -1, equal ? 0 : -1, comparison);
      }
      if (filter instanceof PropertyIsGreaterThan || equal) {
        return new DayOrder(
            left.getPropertyName(), right.getPropertyName(), equal ? 0 : 1, 1, comparison);
      }
      return comparison;
    }

    @Override
    public Truth test(Facts facts) {
      if (facts.get(left) instanceof String a
          && facts.get(right) instanceof String b
          && isDay(a)
          && isDay(b)) {
        int sign = Integer.signum(a.compareTo(b));
        return Truth.of(least <= sign && sign <= most);
      }
      return comparison.test(facts);
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      comparison.tellMissing(facts, missing);
    }

    private static boolean isDay(String text) {
      return text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }
  }

  /** A code in a list of the pack; open where the code is missing or too coarse to tell. */
  record Membership(String operand, CodeList list) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Object value = facts.get(operand);
      Boolean member = value == null ? null : list.findMembership(value.toString());
      return member == null ? Truth.UNKNOWN : Truth.of(member);
    }

    @Override
    public void tellMissing(Facts facts, Consumer<String> missing) {
      missing.accept(operand);
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
