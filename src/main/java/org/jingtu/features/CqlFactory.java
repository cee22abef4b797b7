package org.jingtu.features;

import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.AttributeExpressionImpl;
import org.geotools.filter.FilterFactoryImpl;
import org.geotools.filter.FunctionExpressionImpl;
import org.geotools.filter.capability.FunctionNameImpl;

/**
 * Makes the filters that {@link CqlSql} translates. Names are plain names, not paths, and no
 * function is known: GeoTools would look for both among all services of the class path.
 */
@SuppressWarnings("overrides") // GeoTools implements varargs methods without varargs
final class CqlFactory extends FilterFactoryImpl {

  @Override
  public PropertyName property(String name) {
    return new AttributeExpressionImpl(name);
  }

  @Override
  public Function function(String name, Expression[] arguments) {
    return new Unsupported(name);
  }

  /** Stands for any function until {@link CqlSql} names and refuses it. */
  private static final class Unsupported extends FunctionExpressionImpl {

    Unsupported(String name) {
      super(new FunctionNameImpl(name, Object.class));
    }

    @Override
    public String toString() {
      return getName() + "()";
    }
  }
}
