package org.jingtu.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of an address. Spring matches an address with variables against the pattern of
 * every handler there is, more than a hundred; here those are left out at once whose patterns have
 * other words, or another number of parts.
 */
final class HandlerLookup extends RequestMappingHandlerMapping {

  /** By the object, not by what it says: to tell that would take longer than the comparison. */
  private volatile Map<RequestMappingInfo, List<Shape>> shapes = Map.of();

  /** Parts of the path that this thread looks for, or null if it may be written otherwise. */
  private final ThreadLocal<String @Nullable []> wanted = new ThreadLocal<>();

  /**
   * The parts of a pattern between its slashes.
   *
   * @param words null where anything may stand
   * @param open whether more parts may follow
   */
  private record Shape(@Nullable String[] words, boolean open) {

    static Shape of(String pattern) {
      @Nullable String[] parts = pattern.split("/", -1);
      for (int i = 0; i < parts.length; i++) {
        String part = parts[i];
        if (part != null && (part.contains("**") || part.startsWith("{*"))) {
          return new Shape(Arrays.copyOf(parts, i), true);
        }
        parts[i] = part != null && part.matches("[^{}*?]*") ? part : null;
      }
      return new Shape(parts, false);
    }

    boolean fits(String[] path) {
      if (path.length < words.length || !open && path.length > words.length) {
        return false;
      }
      for (int i = words.length - 1; i >= 0; i--) {
        String word = words[i];
        if (word != null && !word.equals(path[i])) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
    Map<RequestMappingInfo, List<Shape>> all = new IdentityHashMap<>();
    methods
        .keySet()
        .forEach(info -> all.put(info, info.getPatternValues().stream().map(Shape::of).toList()));
    shapes = all;
    super.handlerMethodsInitialized(methods);
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    boolean plain = path.indexOf('%') < 0 && path.indexOf(';') < 0;
    wanted.set(plain ? path.split("/", -1) : null);
    try {
      return super.lookupHandlerMethod(path, request);
    } finally {
      wanted.remove();
    }
  }

  @Override
  protected @Nullable RequestMappingInfo getMatchingMapping(
      RequestMappingInfo info, HttpServletRequest request) {
    String[] path = wanted.get();
    List<Shape> patterns = shapes.get(info);
    return path == null || patterns == null || fits(patterns, path)
        ? super.getMatchingMapping(info, request)
        : null;
  }

  private static boolean fits(List<Shape> patterns, String[] path) {
    for (Shape pattern : patterns) {
      if (pattern.fits(path)) {
        return true;
      }
    }
    return false;
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
