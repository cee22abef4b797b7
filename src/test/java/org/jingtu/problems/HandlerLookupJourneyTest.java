package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.database.JourneyTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Whatever is asked for, the short way finds what Spring's own finds by asking every pattern. */
@JourneyTest
class HandlerLookupJourneyTest {

  @Autowired private ApplicationContext context;

  @Autowired private HandlerLookup lookup;

  @Test
  void findsWhatSpringsOwnFinds() {
    RequestMappingHandlerMapping own = new RequestMappingHandlerMapping();
    own.setApplicationContext(context);
    own.setPatternParser(lookup.getPatternParser());
    lookup
        .getHandlerMethods()
        .forEach(
            (info, handler) -> own.registerMapping(info, handler.getBean(), handler.getMethod()));
    Set<String> handlers = new TreeSet<>();
    for (String path : paths()) {
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        for (String type : List.of("", "application/json", "multipart/form-data")) {
          String expected = find(own, method, path, type);
          assertThat(find(lookup, method, path, type))
              .as(method + " " + path + " " + type)
              .isEqualTo(expected);
          handlers.add(expected);
        }
      }
    }
    assertThat(handlers.size()).isGreaterThan(100); // there are more than that
  }

  /** Every pattern with something in the place of its variables, and what is nearly the same. */
  private List<String> paths() {
    List<String> paths = new ArrayList<>(List.of("/", "/nothing", "/ogc/", "/ogc/nothing/at/all"));
    for (RequestMappingInfo info : lookup.getHandlerMethods().keySet()) {
      for (String pattern : info.getPatternValues()) {
        String path = pattern.replaceAll("\\{[^}]*}|\\*+", "a1");
        paths.addAll(List.of(path, path + "/", path + "/more", path + "%2Fx", path + ";v=1"));
        paths.add(path.replaceFirst("/[^/]*$", "") + "/x%20y");
      }
    }
    return paths;
  }

  private static String find(
      RequestMappingHandlerMapping mapping, String method, String path, String type) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    if (!type.isEmpty()) {
      request.setContentType(type);
    }
    ServletRequestPathUtils.parseAndCache(request);
    try {
      HandlerExecutionChain found = mapping.getHandler(request);
      return found != null && found.getHandler() instanceof HandlerMethod handler
          ? handler.toString()
          : String.valueOf(found == null ? null : found.getHandler().getClass());
    } catch (Exception refused) {
      return refused.getClass() + " " + refused.getMessage();
    }
  }
}
