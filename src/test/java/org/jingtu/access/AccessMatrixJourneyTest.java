package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.access.AccessMatrix.Line;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Asks every address of the service as everybody, and holds the answers against docs/access.md. */
@JourneyTest
class AccessMatrixJourneyTest {

  private static final String PASSWORD = "everybody asks";

  /** Refusals that say nothing about who may: they come after the question or instead of it. */
  private static final Set<String> NOT_ABOUT_WHO =
      Set.of("SIGN_IN_FAILED", "PASSWORD_EXPIRED", "CURRENT_PASSWORD_WRONG");

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private Accounts accounts;

  private final Map<Caller, String> authorizations = new EnumMap<>(Caller.class);
  private final Map<Caller, Http> connections = new EnumMap<>(Caller.class);

  @BeforeEach
  void createCallers() {
    for (Caller caller : Caller.values()) {
      if (!caller.department.isEmpty()) {
        authorizations.put(caller, authorization(caller));
      }
    }
  }

  private String authorization(Caller caller) {
    String name = "matrix-" + caller.name().toLowerCase().replace('_', '-');
    boolean token = caller.name().endsWith("_TOKEN");
    Set<String> roles = token ? Set.of(Roles.ADMIN) : caller.roles;
    if (accounts.find(name).isEmpty()) {
      accounts.create(
          name, PASSWORD, new AccountDetails(name, caller.department, null, roles, true));
    }
    String basic = Http.basic(name, PASSWORD);
    if (!token) {
      return basic;
    }
    String scope = caller.name().replace("_TOKEN", "");
    return "Bearer "
        + new Http(port)
            .postJson(
                "/api/tokens",
                "{\"title\": \"matrix\", \"scope\": \"" + scope + "\"}",
                "Authorization",
                basic)
            .json()
            .path("token")
            .asString();
  }

  @Test
  void everyAddressIsInTheTable() {
    Set<String> mapped = listAddresses();
    Set<String> missing = new TreeSet<>(mapped);
    missing.removeAll(AccessMatrix.read().keySet());
    Set<String> gone = new TreeSet<>(AccessMatrix.read().keySet());
    gone.removeAll(mapped);

    assertThat(missing)
        .as("docs/access.md lacks addresses: add a line | `ADDRESS` | who | request | for each")
        .isEmpty();
    assertThat(gone).as("docs/access.md has lines for addresses that do not exist").isEmpty();
  }

  private Set<String> listAddresses() {
    Set<String> addresses = new TreeSet<>();
    for (RequestMappingInfoHandlerMapping mapping :
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
          for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
            addresses.add(method + " " + (pattern.isEmpty() ? "/" : pattern));
          }
        }
      }
    }
    return addresses;
  }

  @Test
  void everybodyMayWhatTheTableSaysAndNoMore() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> made = Map.of("import", makeImport());
    for (Line line : AccessMatrix.read().values()) {
      for (Caller caller : Caller.values()) {
        Http.Answer answer = ask(line, made, caller);
        boolean letIn = !isRefused(answer);
        boolean neutral = line.isAbsent() && answer.status() == 404;
        if (!neutral && letIn != caller.mayUse(line)) {
          wrong.add(
              "%s: %s %s (%d %s)"
                  .formatted(
                      line.address(),
                      caller,
                      letIn ? "was not refused" : "was refused",
                      answer.status(),
                      codeOf(answer)));
        }
      }
    }

    assertThat(wrong)
        .as(
            "who may use what differs from docs/access.md. With status 400 or 404 the request did"
                + " not come as far as the question who may: complete the column “request”, or ask"
                + " Permissions before the request is looked at")
        .isEmpty();
  }

  private Http.Answer ask(Line line, Map<String, String> made, Caller caller) {
    String path = line.path(made);
    // programs keep no cookies: one connection a caller; a new one for each question is a thread
    Http http =
        caller == Caller.ANONYMOUS
            ? new Http(port)
            : connections.computeIfAbsent(caller, c -> new Http(port));
    List<String> headers = new ArrayList<>();
    if (caller == Caller.ANONYMOUS) {
      http.get("/signin.html"); // for the token without which signing in is not looked at
      headers.addAll(List.of("X-XSRF-TOKEN", http.cookie("XSRF-TOKEN")));
    } else {
      headers.addAll(List.of("Authorization", authorizations.get(caller)));
    }
    if (line.hasFile()) {
      return http.postParts(path, parts(line.body()), headers.toArray(String[]::new));
    }
    if (line.method().equals("GET")) {
      return http.get(path, headers.toArray(String[]::new));
    }
    headers.addAll(List.of("Content-Type", "application/json", "If-Match", "\"1\""));
    return http.send(line.method(), path, line.body(), headers.toArray(String[]::new));
  }

  private static List<Http.Part> parts(String request) {
    byte[] file = "not a file of any format".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Http.Part("file", "a.zip", "application/zip", file),
        new Http.Part("request", "", "application/json", request.getBytes(StandardCharsets.UTF_8)));
  }

  /** A job that is rejected, since its file is none. */
  private String makeImport() {
    return new Http(port)
        .postParts(
            "/api/imports?collection=contaminated-sites&mode=append",
            parts("{}"),
            "Authorization",
            authorizations.get(Caller.ADMINISTRATOR))
        .json()
        .path("id")
        .asString();
  }

  private static boolean isRefused(Http.Answer answer) {
    return (answer.status() == 401 || answer.status() == 403)
        && !NOT_ABOUT_WHO.contains(codeOf(answer));
  }

  private static String codeOf(Http.Answer answer) {
    boolean problem = answer.header("Content-Type").orElse("").contains("problem+json");
    return problem ? answer.code() : "";
  }
}
