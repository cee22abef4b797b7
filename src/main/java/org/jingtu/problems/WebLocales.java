package org.jingtu.problems;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The languages the service speaks: Chinese (default) and English. A program says which by {@code
 * Accept-Language}. A reader chooses on the page, which keeps the choice in a cookie: it holds for
 * what the browser itself asks for, documents and downloads.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebLimits.class)
class WebLocales {

  @Bean
  LocaleResolver localeResolver() {
    AcceptHeaderLocaleResolver resolver = new Chosen();
    resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    resolver.setSupportedLocales(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH));
    return resolver;
  }

  /** What the reader has chosen goes before what the browser is set to. */
  private static final class Chosen extends AcceptHeaderLocaleResolver {

    private static final String COOKIE = "jingtu-language";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
      Cookie cookie = WebUtils.getCookie(request, COOKIE);
      boolean script = request.getHeader("X-Requested-With") != null; // it says what it wants
      if (cookie == null || script) {
        return super.resolveLocale(request);
      }
      return cookie.getValue().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
  }
}
