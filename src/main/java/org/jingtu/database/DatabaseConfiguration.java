package org.jingtu.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the guard before the data source. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  // static: a bean post-processor is made before all other beans
  @Bean
  static PostgisGuard postgisGuard(Environment environment) {
    return new PostgisGuard(environment);
  }
}
