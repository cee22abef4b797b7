package org.jingtu.rules;

import java.util.List;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.AttributeExpressionImpl;
import org.geotools.filter.FilterFactoryImpl;
import org.geotools.filter.FunctionExpressionImpl;
import org.geotools.filter.capability.FunctionNameImpl;
import org.geotools.util.Converters;
import org.jspecify.annotations.Nullable;

/**
 * Makes the filters of conditions: property names read {@link Facts} straight, and {@code
 * inList(code, 'list-name')} is the only function, which {@link ConditionCompiler} replaces.
 *
 * <p>GeoTools would look for property accessors and functions among all services of the class path,
 * which takes seconds at start and depends on the thread's class loader; here both are given.
 */
@SuppressWarnings("overrides") // GeoTools implements varargs methods without varargs
final class ConditionFactory extends FilterFactoryImpl {

  static final String IN_LIST = "inList";

  @Override
  public PropertyName property(String name) {
    return new FactName(name);
  }

  @Override
  public Function function(String name, Expression[] arguments) {
    if (!IN_LIST.equals(name)) {
      throw new IllegalArgumentException("the only function is " + IN_LIST + ", not " + name);
    }
    InList function = new InList();
    function.setParameters(List.of(arguments));
    return function;
  }

  private static final class FactName extends AttributeExpressionImpl {

    private final String name;

    FactName(String name) {
      super(name);
      this.name = name;
    }

    @Override
    public @Nullable Object evaluate(Object facts) {
      return ((Facts) facts).get(name);
    }

    @Override
    public <T> @Nullable T evaluate(Object facts, Class<T> target) {
      Object value = evaluate(facts);
      return target.isInstance(value) ? target.cast(value) : Converters.convert(value, target);
    }
  }

  private static final class InList extends FunctionExpressionImpl {

    InList() {
      super(
          new FunctionNameImpl(
              IN_LIST,
              FunctionNameImpl.parameter("member", Boolean.class),
              FunctionNameImpl.parameter("code", String.class),
              FunctionNameImpl.parameter("list", String.class)));
    }

    @Override
    public Object evaluate(Object facts) {
      throw new IllegalStateException("membership is compiled to Condition.Membership");
    }
  }
}
