package org.jingtu.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.jspecify.annotations.Nullable;

/**
 * Turns the CQL of a rule into {@link Condition}s and checks every name and code in it against what
 * exists: a slip in a pack is an error at start, not a rule that never speaks.
 */
final class ConditionCompiler {

  private static final String FEATURE = "feature.";
  private static final String SUBJECT = "subject.";
  private static final String PERCENT_OF_PARCEL = "overlap.percentOfParcel";
  private static final String PERCENT_OF_SUBJECT = "overlap.percentOfSubject";
  private static final Set<String> OVERLAP =
      Set.of(
          "distance",
          "overlap.areaSquareMetres",
          PERCENT_OF_PARCEL,
          PERCENT_OF_SUBJECT,
          "overlap.meanWidthMetres");
  private static final Set<String> COMMON = Set.of("code", "name", "adcode", "sourceDate");

  private static final ConditionFactory FILTERS = new ConditionFactory();
  private static final Pattern TEXT_OR_NAME =
      Pattern.compile("('[^']*'|\"[^\"]*\")|\\b[a-z]+\\.[A-Za-z]\\w*\\b");

  private final PackContents contents;
  private final AttributeNames attributes;
  private final @Nullable String subject;
  private final Set<Parameter> parameters = new LinkedHashSet<>();

  /**
   * @param subject collection that {@code subject.*} speaks of; null in a rule about parcels
   */
  ConditionCompiler(PackContents contents, AttributeNames attributes, @Nullable String subject) {
    this.contents = contents;
    this.attributes = attributes;
    this.subject = subject;
  }

  /** The parameters that the conditions compiled so far read. */
  Set<Parameter> parameters() {
    return parameters;
  }

  /** The parameter of that name, noted as used. */
  Parameter use(String name, YamlAt at) {
    Parameter parameter = contents.parameters().get(name);
    if (parameter == null) {
      throw at.fault("本规则包没有参数“" + name + "”", "no parameter '" + name + "' in this pack");
    }
    parameters.add(parameter);
    return parameter;
  }

  /**
   * @param collection of the feature that {@code feature.*} speaks of; null where there is none
   */
  Condition compile(YamlAt at, @Nullable String collection) {
    try {
      return compile(ECQL.toFilter(quoteNames(at.text()), FILTERS), at, collection);
    } catch (CQLException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw at.fault("条件不是正确的 CQL：" + at.text(), "not CQL: " + at.text() + " (" + reason + ")");
    }
  }

  /**
   * Puts dotted names into double quotes: bare, ECQL reads them as paths and refuses them before
   * IN.
   */
  private static String quoteNames(String cql) {
    return TEXT_OR_NAME
        .matcher(cql)
        .replaceAll(m -> m.group(1) == null ? "\"$0\"" : Matcher.quoteReplacement(m.group(1)));
  }

  private Condition compile(Filter filter, YamlAt at, @Nullable String collection) {
    if (filter instanceof And || filter instanceof Or) {
      List<Condition> parts = new ArrayList<>();
      for (Filter child : ((BinaryLogicOperator) filter).getChildren()) {
        parts.add(compile(child, at, collection));
      }
      return filter instanceof And ? new Condition.All(parts) : new Condition.Any(parts);
    }
    if (filter instanceof Not not) {
      return new Condition.Negation(compile(not.getFilter(), at, collection));
    }
    return compileComparison(filter, at, collection);
  }

  private Condition compileComparison(Filter filter, YamlAt at, @Nullable String collection) {
    FilterAttributeExtractor extractor = new FilterAttributeExtractor();
    filter.accept(extractor, null);
    Set<String> operands = Set.copyOf(extractor.getAttributeNameSet());
    operands.forEach(operand -> checkOperand(operand, at, collection));
    if (filter instanceof PropertyIsNull absence
        && absence.getExpression() instanceof PropertyName property) {
      return new Condition.Absence(property.getPropertyName());
    }
    if (filter instanceof PropertyIsEqualTo equality) {
      return compileEquality(equality, operands, at, collection);
    }
    if (filter instanceof PropertyIsNotEqualTo inequality) {
      checkCode(inequality, at, collection);
      Condition equality =
          equalityOf(
              inequality, FILTERS.equals(inequality.getExpression1(), inequality.getExpression2()));
      return equality == null
          ? new Condition.Comparison(filter, operands)
          : new Condition.Negation(equality);
    }
    return Condition.DayOrder.of(filter, new Condition.Comparison(filter, operands));
  }

  private Condition compileEquality(
      PropertyIsEqualTo equality, Set<String> operands, YamlAt at, @Nullable String collection) {
    if (equality.getExpression1() instanceof Function function) {
      return compileMembership(function, equality.getExpression2(), at);
    }
    checkCode(equality, at, collection);
    Condition plain = equalityOf(equality, equality);
    return plain == null ? new Condition.Comparison(equality, operands) : plain;
  }

  /** The equality of an operand with a text or boolean; null for any other. */
  private static @Nullable Condition equalityOf(
      BinaryComparisonOperator comparison, Filter equality) {
    if (comparison.getExpression1() instanceof PropertyName property
        && comparison.getExpression2() instanceof Literal literal
        && (literal.getValue() instanceof String || literal.getValue() instanceof Boolean)) {
      return new Condition.Equality(property.getPropertyName(), literal.getValue(), equality);
    }
    return null;
  }

  private Condition compileMembership(Function function, Expression due, YamlAt at) {
    List<Expression> arguments = function.getParameters();
    if (arguments.size() != 2
        || !(arguments.get(0) instanceof PropertyName code)
        || !(arguments.get(1) instanceof Literal list)
        || !(due instanceof Literal truth && truth.getValue() instanceof Boolean member)) {
      throw at.fault(
          "请写成 inList(操作数, '清单名') = true 或 = false",
          "write inList(operand, 'name-of-list') = true, or = false");
    }
    CodeList codes = contents.lists().get(String.valueOf(list.getValue()));
    if (codes == null) {
      throw at.fault(
          "本规则包没有清单“" + list.getValue() + "”", "no list '" + list.getValue() + "' in this pack");
    }
    Condition membership = new Condition.Membership(code.getPropertyName(), codes);
    return member ? membership : new Condition.Negation(membership);
  }

  private void checkOperand(String operand, YamlAt at, @Nullable String collection) {
    if (operand.startsWith("parameter.")) {
      use(operand.substring("parameter.".length()), at);
    } else if (operand.startsWith(FEATURE) || OVERLAP.contains(operand)) {
      boolean ofOther = operand.equals(subject == null ? PERCENT_OF_SUBJECT : PERCENT_OF_PARCEL);
      if (collection == null || ofOther) {
        throw at.fault(
            "“" + operand + "”在此处没有意义：没有所指的要素",
            "'" + operand + "' has no meaning here: no feature is looked at");
      }
      if (operand.startsWith(FEATURE)) {
        checkAttribute(operand.substring(FEATURE.length()), at, collection);
      }
    } else if (operand.startsWith(SUBJECT) && subject != null) {
      if (!operand.equals("subject.areaSquareMetres")) {
        checkAttribute(operand.substring(SUBJECT.length()), at, subject);
      }
    } else if (!contents.facts().containsKey(operand)
        || (subject != null && !operand.equals("today"))) {
      throw at.fault("不认识的操作数“" + operand + "”", "unknown operand '" + operand + "'");
    }
  }

  private void checkAttribute(String attribute, YamlAt at, String collection) {
    Map<String, Set<String>> known = attributes.attributesOf(collection);
    if (!known.isEmpty() && !known.containsKey(attribute) && !COMMON.contains(attribute)) {
      throw at.fault(
          "图层 " + collection + " 没有属性“" + attribute + "”",
          "collection " + collection + " has no attribute '" + attribute + "'");
    }
  }

  private void checkCode(
      BinaryComparisonOperator comparison, YamlAt at, @Nullable String collection) {
    if (!(comparison.getExpression1() instanceof PropertyName property)
        || !(comparison.getExpression2() instanceof Literal literal)) {
      return;
    }
    String operand = property.getPropertyName();
    Set<String> codes = codesOf(operand, collection);
    if (!codes.isEmpty() && !codes.contains(String.valueOf(literal.getValue()))) {
      Set<String> known = new TreeSet<>(codes);
      throw at.fault(
          "“%s”不是 %s 的代码，可用的有 %s".formatted(literal.getValue(), operand, known),
          "'%s' is no code of %s; known are %s".formatted(literal.getValue(), operand, known));
    }
  }

  private Set<String> codesOf(String operand, @Nullable String collection) {
    if (operand.startsWith(FEATURE) && collection != null) {
      return codesOfAttribute(collection, operand.substring(FEATURE.length()));
    }
    if (operand.startsWith(SUBJECT) && subject != null) {
      return codesOfAttribute(subject, operand.substring(SUBJECT.length()));
    }
    Fact fact = contents.facts().get(operand);
    return fact == null ? Set.of() : fact.codes();
  }

  private Set<String> codesOfAttribute(String collection, String attribute) {
    return attributes.attributesOf(collection).getOrDefault(attribute, Set.of());
  }
}
