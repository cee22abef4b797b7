package org.jingtu.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of an address. Spring matches an address with variables against the pattern of
 * every handler there is; here those are left out at once whose pattern begins otherwise.
 */
final class HandlerLookup extends RequestMappingHandlerMapping {

  private final Map<RequestMappingInfo, List<String>> beginnings = new ConcurrentHashMap<>();

  @Override
  protected @Nullable RequestMappingInfo getMatchingMapping(
      RequestMappingInfo info, HttpServletRequest request) {
    String path = request.getRequestURI();
    int skipped = request.getContextPath().length();
    if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
      return super.getMatchingMapping(info, request); // it may be written otherwise
    }
    for (String beginning : beginnings.computeIfAbsent(info, HandlerLookup::beginnings)) {
      if (path.startsWith(beginning, skipped)) {
        return super.getMatchingMapping(info, request);
      }
    }
    return null;
  }

  /** What the paths of patterns begin with, up to the first part that varies. */
  private static List<String> beginnings(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .map(pattern -> pattern.replaceFirst("[{*?].*$", ""))
        .toList();
  }

  /** Puts it in the place of Spring's own. */
  @Configuration(proxyBeanMethods = false)
  static class Registration {

    @Bean
    WebMvcRegistrations handlerLookup() {
      return new WebMvcRegistrations() {
        @Override
        public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
          return new HandlerLookup();
        }
      };
    }
  }
}
