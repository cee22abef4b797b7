package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Asks every mapped address without sign-in: a new endpoint is covered the day it is written. */
@JourneyTest
class OpenAddressesJourneyTest {

  /** What the anonymous may use; everything else must answer 401. */
  private static final List<String> OPEN = List.of("/actuator/health", "/api/public/", "/verify/");

  /** What the anonymous may read, but not change. */
  private static final List<String> OPEN_TO_READ = List.of("/ogc");

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;

  @Test
  void everyOtherAddressAsksForSignIn() {
    List<String> leaks = new ArrayList<>();
    Set<String> asked = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping :
        context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        for (String pattern : info.getPatternValues()) {
          askAll(info.getMethodsCondition().getMethods(), pattern, asked, leaks);
        }
      }
    }

    assertThat(leaks).isEmpty();
    assertThat(asked).contains("GET /api/me", "GET /v3/api-docs", "GET /swagger-ui.html");
    assertThat(asked).contains("POST /ogc/collections/{collection}/items");
  }

  private void askAll(
      Set<RequestMethod> methods, String pattern, Set<String> asked, List<String> leaks) {
    Set<RequestMethod> tried = methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
    for (RequestMethod method : tried) {
      String path = pattern.replaceAll("\\{[^}]*}", "1").replace("**", "1").replace("*", "1");
      String name = method + " " + pattern;
      if (OPEN.stream().anyMatch(pattern::startsWith)) {
        continue;
      }
      if (method == RequestMethod.GET && OPEN_TO_READ.stream().anyMatch(pattern::startsWith)) {
        continue; // OgcAccessJourneyTest asks these
      }
      asked.add(name);
      // signing in and out are open, but without the CSRF token go no further
      int expected = pattern.equals("/api/session") ? 403 : 401;
      int status = new Http(port).send(method.name(), path, "").status();
      if (status != expected) {
        leaks.add(name + " answered " + status);
      }
    }
  }

  @Test
  void whatTheContainerRefusesIsAProblemDocumentToo() {
    Http.Answer nullByte = new Http(port).get("/api/sites/%00", "Accept-Language", "en");

    assertThat(nullByte.status()).isEqualTo(400);
    assertThat(nullByte.header("Content-Type")).hasValue("application/problem+json");
    assertThat(nullByte.code()).isEqualTo("REQUEST_REFUSED");
    assertThat(nullByte.json().path("instance").asString()).contains("/api/sites/");
  }

  @Test
  void anEncodedSlashOpensNothing() {
    Http http = new Http(port);

    assertThat(http.get("/api%2Fme").status()).isEqualTo(401);
    assertThat(http.get("/api/public%2F..%2Fme").status()).isGreaterThanOrEqualTo(400);
    assertThat(http.get("/page/..%2F..%2Fapplication.yaml").status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void pageAsksForSignInByRedirectAndProgramsByChallenge() {
    Http http = new Http(port);

    Http.Answer page = http.get("/checks?id=7", "Accept", "text/html,*/*");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.header("Location")).hasValue("/signin.html?to=%2Fchecks%3Fid%3D7");
    Http.Answer script = http.get("/api/me", "X-Requested-With", "XMLHttpRequest");
    assertThat(script.status()).isEqualTo(401);
    assertThat(script.header("WWW-Authenticate")).isEmpty();
    Http.Answer program = http.get("/api/me");
    assertThat(program.response().headers().allValues("WWW-Authenticate"))
        .anyMatch(challenge -> challenge.startsWith("Basic"));
  }

  @Test
  void healthTellsTheStatusAlone() {
    Http.Answer health = new Http(port).get("/actuator/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asString()).isEqualTo("UP");
    assertThat(health.response().body()).doesNotContain("components").doesNotContain("postgres");
    assertThat(new Http(port).get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(new Http(port).get("/actuator/env").status()).isEqualTo(401);
  }

  @Test
  void signInPageComesWithStrictHeadersAndNothingInline() {
    Http.Answer page = new Http(port).get("/signin.html");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.header("X-Frame-Options")).hasValue("DENY");
    assertThat(page.response().body()).doesNotContain("style=").doesNotContain("onclick");
    assertThat(new Http(port).get("/signin/signin.js").status()).isEqualTo(200);
  }
}
