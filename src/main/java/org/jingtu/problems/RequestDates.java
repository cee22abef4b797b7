package org.jingtu.problems;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Dates of requests are held against the day in China, wherever the server stands: a document of
 * today is not one of tomorrow in the eight hours in which it is still yesterday in UTC.
 */
@Configuration(proxyBeanMethods = false)
class RequestDates {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  @Bean
  ValidationConfigurationCustomizer dayInChina() {
    return configuration -> configuration.clockProvider(() -> Clock.system(CHINA));
  }
}
