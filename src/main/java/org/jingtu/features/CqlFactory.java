package org.jingtu.features;

import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.AttributeExpressionImpl;
import org.geotools.filter.FilterFactoryImpl;

/**
 * Makes the filters that {@link CqlSql} translates. Names are plain names, not paths, and there are
 * no functions: GeoTools would look for both among all services of the class path.
 */
@SuppressWarnings("overrides") // GeoTools implements varargs methods without varargs
final class CqlFactory extends FilterFactoryImpl {

  @Override
  public PropertyName property(String name) {
    return new AttributeExpressionImpl(name);
  }

  @Override
  public Function function(String name, Expression[] arguments) {
    throw FilterRefused.unsupported(name + "()");
  }
}
