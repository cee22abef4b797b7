package org.jingtu.rules;

import java.util.List;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.capability.FunctionName;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.feature.NameImpl;
import org.geotools.filter.FunctionExpressionImpl;
import org.geotools.filter.FunctionFactory;
import org.geotools.filter.capability.FunctionNameImpl;
import org.jspecify.annotations.Nullable;

/**
 * Gives conditions the function {@code inList(code, 'list-name')}: whether a code begins with one
 * of the prefixes of a list of the pack. Found by {@link java.util.ServiceLoader}; public for it
 * alone.
 */
public final class ListFunctionFactory implements FunctionFactory {

  static final String IN_LIST = "inList";
  private static final FunctionName NAME =
      new FunctionNameImpl(
          IN_LIST,
          FunctionNameImpl.parameter("member", Boolean.class),
          FunctionNameImpl.parameter("code", String.class),
          FunctionNameImpl.parameter("list", String.class));

  /** For the service loader. */
  public ListFunctionFactory() {}

  @Override
  public List<FunctionName> getFunctionNames() {
    return List.of(NAME);
  }

  @Override
  public @Nullable Function function(
      String name, List<Expression> parameters, @Nullable Literal fallback) {
    return function(new NameImpl(name), parameters, fallback);
  }

  @Override
  public @Nullable Function function(
      Name name, List<Expression> parameters, @Nullable Literal fallback) {
    if (!IN_LIST.equals(name.getLocalPart())) {
      return null;
    }
    InList function = new InList();
    function.setParameters(parameters);
    return function;
  }

  private static final class InList extends FunctionExpressionImpl {

    InList() {
      super(NAME);
    }

    @Override
    public @Nullable Object evaluate(Object facts) {
      return ((Facts) facts)
          .findMembership(
              getExpression(0).evaluate(facts), String.valueOf(getExpression(1).evaluate(facts)));
    }
  }
}
