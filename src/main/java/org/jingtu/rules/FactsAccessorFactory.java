package org.jingtu.rules;

import org.geotools.filter.expression.PropertyAccessor;
import org.geotools.filter.expression.PropertyAccessorFactory;
import org.geotools.util.factory.Hints;
import org.jspecify.annotations.Nullable;

/**
 * Lets GeoTools' filters read {@link Facts}. Found by {@link java.util.ServiceLoader}; public for
 * it alone.
 *
 * <p>GeoTools reads {@code feature.status} as the path {@code feature/status} and takes no map as a
 * target, hence an accessor of our own.
 */
public final class FactsAccessorFactory implements PropertyAccessorFactory {

  private static final PropertyAccessor ACCESSOR = new FactsAccessor();

  /** For the service loader. */
  public FactsAccessorFactory() {}

  @Override
  public @Nullable PropertyAccessor createPropertyAccessor(
      Class<?> type, String path, @Nullable Class<?> target, @Nullable Hints hints) {
    return type == Facts.class ? ACCESSOR : null;
  }

  private static final class FactsAccessor implements PropertyAccessor {

    @Override
    public boolean canHandle(Object object, String path, @Nullable Class<?> target) {
      return object instanceof Facts;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> @Nullable T get(Object object, String path, @Nullable Class<T> target) {
      return (T) ((Facts) object).get(path);
    }

    @Override
    public <T> void set(Object object, String path, @Nullable T value, @Nullable Class<T> target) {
      throw new UnsupportedOperationException("facts are not changed by a condition");
    }
  }
}
