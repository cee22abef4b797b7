package org.jingtu.access;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the record of readings behind every handler. */
@Configuration(proxyBeanMethods = false)
class ReadTrailConfiguration implements WebMvcConfigurer {

  private final ReadTrail trail;

  ReadTrailConfiguration(ReadTrail trail) {
    this.trail = trail;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(trail);
  }
}
