package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class SignInJourneyTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String PASSWORD = "correct horse 净土";

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;
  @Autowired private JdbcClient jdbc;

  private Http http;
  private String username;

  @BeforeEach
  void createUser() {
    http = new Http(port);
    username = "clerk" + COUNT.incrementAndGet();
    create(username, Set.of(Roles.EDITOR));
  }

  private void create(String name, Set<String> roles) {
    accounts.create(
        name, PASSWORD, new AccountDetails("测试员", Departments.ECOLOGY, null, roles, true));
  }

  private String administrator() {
    create(username + "-admin", Set.of(Roles.ADMIN));
    return Http.basic(username + "-admin", PASSWORD);
  }

  @Test
  void sessionCarriesTheUserUntilSignOut() {
    assertThat(http.get("/api/me").code()).isEqualTo("SIGN_IN_NEEDED");

    Http.Answer signedIn = http.signIn(username, PASSWORD);

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.header("Set-Cookie").orElse("") + http.cookie("JINGTU_SESSION"))
        .isNotBlank();
    Http.Answer me = http.get("/api/me");
    assertThat(me.json().path("username").asString()).isEqualTo(username);
    assertThat(me.json().path("roles").toString()).isEqualTo("[\"EDITOR\",\"READER\"]");
    Http.Answer out =
        http.send("DELETE", "/api/session", "", "X-XSRF-TOKEN", http.cookie("XSRF-TOKEN"));
    assertThat(out.status()).isEqualTo(204);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void sessionCookieIsOutOfReachOfScriptsAndForeignSites() {
    http.get("/signin.html");
    Http.Answer answer =
        http.postJson(
            "/api/session",
            "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}",
            "X-XSRF-TOKEN",
            http.cookie("XSRF-TOKEN"));

    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("JINGTU_SESSION=")
                    .contains("HttpOnly")
                    .contains("SameSite=Lax"));
  }

  @Test
  void sessionMayNotWriteWithoutCsrfToken() {
    http.signIn(username, PASSWORD);

    Http.Answer without = http.postJson("/api/tokens", "{\"title\":\"forged\"}");
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.code()).isEqualTo("CSRF_TOKEN_WRONG");

    Http.Answer with =
        http.postJson(
            "/api/tokens", "{\"title\":\"own\"}", "X-XSRF-TOKEN", http.cookie("XSRF-TOKEN"));
    assertThat(with.status()).isEqualTo(201);
  }

  @Test
  void signInItselfNeedsTheCsrfToken() {
    Http.Answer answer =
        http.postJson(
            "/api/session",
            "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}");

    assertThat(answer.code()).isEqualTo("CSRF_TOKEN_WRONG");
  }

  @Test
  void changedPasswordEndsSessions() {
    http.signIn(username, PASSWORD);
    Http.Answer changed =
        http.send(
            "PUT",
            "/api/users/" + username + "/password",
            "{\"currentPassword\":\"" + PASSWORD + "\",\"newPassword\":\"another one 9\"}",
            "Content-Type",
            "application/json",
            "X-XSRF-TOKEN",
            http.cookie("XSRF-TOKEN"));

    assertThat(changed.status()).isEqualTo(204);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
    assertThat(http.signIn(username, PASSWORD).code()).isEqualTo("SIGN_IN_FAILED");
    assertThat(http.signIn(username, "another one 9").status()).isEqualTo(200);
  }

  @Test
  void disabledUserIsOutAtOnce() {
    http.signIn(username, PASSWORD);
    String disabled =
        "{\"displayName\":\"测试员\",\"department\":\"ECOLOGY\",\"roles\":[],\"enabled\":false}";

    Http.Answer answer =
        new Http(port)
            .send(
                "PUT",
                "/api/users/" + username,
                disabled,
                "Content-Type",
                "application/json",
                "Authorization",
                administrator());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
    assertThat(http.get("/api/me", "Authorization", Http.basic(username, PASSWORD)).code())
        .isEqualTo("SIGN_IN_FAILED");
  }

  @Test
  void basicNeedsNoCsrfTokenAndLeavesNoSession() {
    String basic = Http.basic(username, PASSWORD);

    Http.Answer made = http.postJson("/api/tokens", "{\"title\":\"x\"}", "Authorization", basic);

    assertThat(made.status()).isEqualTo(201);
    assertThat(http.cookie("JINGTU_SESSION")).isEmpty();
  }

  @Test
  void wrongAuthorizationIsNotRescuedByTheSession() {
    http.signIn(username, PASSWORD);

    assertThat(http.get("/api/me", "Authorization", "Bearer jt_wrong").code())
        .isEqualTo("TOKEN_REFUSED");
  }

  @Test
  void fiveFailuresLockTheAccountEvenForTheRightPassword() {
    for (int i = 0; i < 5; i++) {
      assertThat(http.signIn(username, "wrong " + i).code()).isEqualTo("SIGN_IN_FAILED");
    }

    assertThat(http.signIn(username, PASSWORD).code()).isEqualTo("SIGN_IN_FAILED");
    String listed =
        http.get("/api/users/" + username, "Authorization", administrator())
            .json()
            .path("lockedUntil")
            .asString("");
    assertThat(listed).isNotBlank();
  }

  @Test
  void rightPasswordEndsARowOfFailures() {
    for (int i = 0; i < 4; i++) {
      http.signIn(username, "wrong " + i);
    }
    assertThat(http.signIn(username, PASSWORD).status()).isEqualTo(200);
    assertThat(http.signIn(username, "wrong again").status()).isEqualTo(401);
    assertThat(http.signIn(username, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void tokenActsForItsUserUntilRevoked() {
    String basic = Http.basic(username, PASSWORD);
    Http.Answer made =
        http.postJson(
            "/api/tokens", "{\"title\":\"QGIS\",\"expiresInDays\":7}", "Authorization", basic);
    String bearer = "Bearer " + made.json().path("token").asString();

    assertThat(http.get("/api/me", "Authorization", bearer).json().path("username").asString())
        .isEqualTo(username);
    assertThat(http.get("/api/tokens", "Authorization", basic).response().body())
        .contains("QGIS")
        .doesNotContain(bearer.substring(7));
    assertThat(
            http.postJson("/api/tokens", "{\"title\":\"child\"}", "Authorization", bearer).code())
        .isEqualTo("PASSWORD_SIGN_IN_NEEDED");

    String path = "/api/tokens/" + made.json().path("id").asLong();
    assertThat(http.send("DELETE", path, "", "Authorization", basic).status()).isEqualTo(204);
    assertThat(http.get("/api/me", "Authorization", bearer).code()).isEqualTo("TOKEN_REFUSED");
  }

  @Test
  void tokenIsWorthNothingAfterItsEnd() {
    String bearer = token(Http.basic(username, PASSWORD), "FULL");
    jdbc.sql(
            """
            update api_token set expires_at = now() - interval '1 second'
            where app_user = (select id from app_user where username = :name)
            """)
        .param("name", username)
        .update();

    assertThat(http.get("/api/me", "Authorization", bearer).code()).isEqualTo("TOKEN_REFUSED");
  }

  @Test
  void readTokenOnlyReads() {
    String bearer = token(Http.basic(username, PASSWORD), "READ");

    assertThat(http.get("/api/me", "Authorization", bearer).status()).isEqualTo(200);
    assertThat(http.postJson("/api/users", "{}", "Authorization", bearer).code())
        .isEqualTo("NOT_PERMITTED");
  }

  @Test
  void metricsTokenReadsMetricsAndNothingElse() {
    String bearer = token(administrator(), "METRICS");

    Http.Answer metrics = http.get("/actuator/prometheus", "Authorization", bearer);
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.response().body()).contains("jvm_memory_used_bytes");
    assertThat(http.get("/api/me", "Authorization", bearer).status()).isEqualTo(403);
    assertThat(http.get("/actuator/info", "Authorization", bearer).status()).isEqualTo(403);
    assertThat(
            http.get("/actuator/prometheus", "Authorization", Http.basic(username, PASSWORD))
                .status())
        .isEqualTo(403);
  }

  private String token(String authorization, String scope) {
    return "Bearer "
        + http.postJson(
                "/api/tokens",
                "{\"title\":\"t\",\"scope\":\"" + scope + "\"}",
                "Authorization",
                authorization)
            .json()
            .path("token")
            .asString();
  }

  @Test
  void usersAreManagedByAdministratorsOnly() {
    String body =
        """
        {"username":"%s-new","displayName":"新用户","department":"WATER","roles":["OFFICER"],
         "password":"long enough"}
        """
            .formatted(username);
    String basic = Http.basic(username, PASSWORD);

    assertThat(http.postJson("/api/users", body, "Authorization", basic).code())
        .isEqualTo("ROLE_MISSING");
    String admin = administrator();
    Http.Answer made = http.postJson("/api/users", body, "Authorization", admin);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).contains("/api/users/" + username + "-new");
    assertThat(made.response().body()).doesNotContain("bcrypt").doesNotContain("long enough");
    assertThat(http.postJson("/api/users", body, "Authorization", admin).code())
        .isEqualTo("USERNAME_TAKEN");
    String shortPassword = body.replace("long enough", "short").replace("-new", "-other");
    assertThat(http.postJson("/api/users", shortPassword, "Authorization", admin).code())
        .isEqualTo("PASSWORD_REFUSED");
  }
}
