package org.jingtu.ogcapi;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;

/** Clients that put a slash at the end of an address mean the same without it. */
@Configuration(proxyBeanMethods = false)
class TrailingSlash {

  @Bean
  FilterRegistrationBean<UrlHandlerFilter> slashAtTheEnd() {
    UrlHandlerFilter filter =
        UrlHandlerFilter.trailingSlashHandler("/ogc/**").wrapRequest().build();
    FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns("/ogc/*");
    return registration;
  }
}
