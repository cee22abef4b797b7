package org.jingtu.problems;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How JSON bodies of requests are read: a member that nobody knows is refused ({@code
 * MEMBER_UNKNOWN}), never dropped. A slip in {@code plannedUse} would else be answered as if the
 * use had not been given.
 *
 * <p>Only requests are read so. The {@link JsonMapper} of the service, which also reads what was
 * stored by its older versions and what other systems answer, stays as it is.
 */
@Configuration(proxyBeanMethods = false)
class RequestBodies {

  /** Comes after Spring Boot's own, whose converter it replaces. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  ServerHttpMessageConvertersCustomizer strictRequestBodies(JsonMapper json) {
    JsonMapper strict =
        json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
  }
}
