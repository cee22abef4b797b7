package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@JourneyTest
class ApiDocumentJourneyTest {

  private static final String USERNAME = "document-reader";
  private static final String PASSWORD = "a long password";

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;
  @Autowired private AccountStore store;

  private Http http;
  private String basic;

  @BeforeEach
  void createUser() {
    if (store.findByUsername(USERNAME).isEmpty()) {
      accounts.create(
          USERNAME,
          PASSWORD,
          new AccountDetails("审计员", Departments.ADMINISTRATION, null, Set.of(Roles.AUDITOR), true));
    }
    http = new Http(port);
    basic = Http.basic(USERNAME, PASSWORD);
  }

  @Test
  void documentDescribesSignInAndProblems() {
    Http.Answer document = http.get("/v3/api-docs", "Authorization", basic);

    assertThat(document.status()).isEqualTo(200);
    assertThat(document.json().at("/info/title").asString()).isEqualTo("净土 Jingtu");
    assertThat(document.json().at("/components/securitySchemes").propertyNames())
        .contains("basic", "bearer", "session");
    assertThat(document.json().at("/components/schemas/ProblemDocument/properties").propertyNames())
        .contains("code", "detail", "requestId");
    assertThat(document.json().at("/paths/~1api~1me/get/responses/default/content").toString())
        .contains("application/problem+json");
  }

  @Test
  void swaggerUiHasNoInlineScriptAndMayWriteItsStyles() {
    Http.Answer entrance = http.get("/swagger-ui.html", "Authorization", basic);
    assertThat(entrance.status()).isEqualTo(302);

    Http.Answer page = http.get("/swagger-ui/index.html", "Authorization", basic);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).doesNotContainPattern("<script(?![^>]*src=)");
    assertThat(page.header("Content-Security-Policy").orElse(""))
        .contains("script-src 'self';")
        .contains("style-src 'self' 'unsafe-inline'");
    assertThat(
            http.get("/swagger-ui/swagger-initializer.js", "Authorization", basic)
                .response()
                .body())
        .contains("XSRF-TOKEN");
  }

  @Test
  void auditorReadsPagesOfTheTrailAndVerifiesIt() {
    Http.Answer page = http.get("/api/audit?limit=1", "Authorization", basic);

    assertThat(page.status()).isEqualTo(200);
    long id = page.json().at("/entries/0/id").asLong();
    assertThat(page.json().path("next").asLong()).isEqualTo(id);
    Http.Answer created =
        http.get(
            "/api/audit?action=USER_CREATED&subject=users/" + USERNAME, "Authorization", basic);
    assertThat(created.json().at("/entries/0/details/roles/0").asString()).isEqualTo("AUDITOR");
    assertThat(created.json().at("/entries/0/username").asString()).isEqualTo("system");
    assertThat(
            http.get("/api/audit/verification", "Authorization", basic)
                .json()
                .path("intact")
                .asBoolean())
        .isTrue();
    assertThat(http.get("/api/audit?limit=0", "Authorization", basic).code())
        .isEqualTo("INVALID_REQUEST");
  }

  @Test
  void unknownAddressIsAProblemForTheSignedInAndASignInForOthers() {
    Http.Answer unknown = http.get("/api/nothing-here", "Authorization", basic);

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("NOT_FOUND");
    assertThat(unknown.header("X-Request-Id"))
        .hasValue(unknown.json().path("requestId").asString());
    assertThat(new Http(port).get("/api/nothing-here").status()).isEqualTo(401);
  }

  @Test
  void firewallsRefusalIsAProblemToo() {
    Http.Answer refused = http.get("/api//me", "Authorization", basic);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("REQUEST_REFUSED");
  }

  /** Before there is an address that could be told. */
  @Test
  void aHeadThatIsTooLongIsAProblemToo() {
    Http.Answer refused = http.get("/ogc?" + "a".repeat(70_000));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("REQUEST_REFUSED");
    assertThat(refused.json().path("instance").asString()).isEqualTo("/");
  }
}
