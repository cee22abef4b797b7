package org.jingtu.features;

import org.jingtu.access.Permissions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writers of which no listener is told: what is written costs its own time alone. */
public final class SilentWriters {

  private SilentWriters() {}

  /** Writers over the data source of the service. */
  public static CollectionWriters of(ApplicationContext context) {
    ObjectProvider<ChangeListener> none =
        new StaticListableBeanFactory().getBeanProvider(ChangeListener.class);
    return new CollectionWriters(
        context.getBean(JdbcTemplate.class), none, context.getBean(Permissions.class));
  }
}
