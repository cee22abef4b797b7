package org.jingtu.database;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the guard before the data source, and the rights of its role after the migrations. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  // static: a bean post-processor is made before all other beans
  @Bean
  static PostgisGuard postgisGuard(Environment environment) {
    return new PostgisGuard(environment);
  }

  @Bean
  ServiceRoleRights serviceRoleRights(@Value("${spring.datasource.username:}") String role) {
    return new ServiceRoleRights(role);
  }
}
