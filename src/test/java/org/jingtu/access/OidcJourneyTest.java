package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sign-in by an OpenID Connect provider, from the button to the session and out again. */
@ConfiguredJourneyTest
class OidcJourneyTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String SIGNED_IN = "/signin.html?from=provider";
  private static final String NO_ACCOUNT = SIGNED_IN + "&refused=account";
  private static final String NOT_VOUCHED = SIGNED_IN + "&refused=way";

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;
  @Autowired private MockProvider provider;

  private Http http;
  private String username;

  @BeforeEach
  void createUser() {
    http = new Http(port);
    username = "zhang.san" + COUNT.incrementAndGet() + "@example.org";
    accounts.createWithoutPassword(
        username,
        new AccountDetails("张三", Departments.ECOLOGY, "130899", Set.of(Roles.READER), true));
  }

  /** The way to the provider: what the browser takes there. */
  private Map<String, String> begin() {
    String address =
        http.get("/api/public/sign-in").json().path("provider").path("address").asString();
    Http.Answer sent = http.get("/" + address, "Accept", "text/html");
    assertThat(sent.status()).isEqualTo(302);
    URI there = URI.create(sent.header("Location").orElseThrow());
    assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
    return MockProvider.parse(there.getRawQuery());
  }

  /** The way back: where the service sends the browser. */
  private String comeBack(String code, String state) {
    Http.Answer back =
        http.get(
            "/login/oauth2/code/jingtu?code="
                + code
                + "&state="
                + URLEncoder.encode(state, StandardCharsets.UTF_8));
    assertThat(back.status()).isEqualTo(302);
    return back.header("Location").orElseThrow();
  }

  private String signIn(Consumer<JWTClaimsSet.Builder> claims) throws JOSEException {
    Map<String, String> request = begin();
    return comeBack(provider.signIn(request, claims), request.get("state"));
  }

  private Consumer<JWTClaimsSet.Builder> user(String name, String... groups) {
    return claims -> claims.claim("preferred_username", name).claim("groups", List.of(groups));
  }

  @Test
  void signInPageIsToldTheButton() {
    assertThat(http.get("/api/public/sign-in").json().path("provider").path("name").asString())
        .isEqualTo("政务统一认证");
  }

  @Test
  void requestCarriesStateNonceAndProofKey() {
    Map<String, String> request = begin();

    assertThat(request).containsEntry("code_challenge_method", "S256");
    assertThat(request.get("state")).isNotBlank();
    assertThat(request.get("nonce")).isNotBlank();
    assertThat(request.get("redirect_uri"))
        .isEqualTo("http://127.0.0.1:" + port + "/login/oauth2/code/jingtu");
  }

  @Test
  void sessionIsAsAfterAPasswordUntilSignOut() throws JOSEException {
    // the provider may write the name in capitals; the claim gives the role, nothing else
    assertThat(signIn(user(username.toUpperCase(), "zz-editors", "unknown"))).isEqualTo(SIGNED_IN);

    Http.Answer me = http.get("/api/me");
    assertThat(me.json().path("username").asString()).isEqualTo(username);
    assertThat(me.json().path("department").asString()).isEqualTo("ECOLOGY");
    assertThat(me.json().path("adcode").asString()).isEqualTo("130899");
    assertThat(me.json().path("roles").toString()).isEqualTo("[\"EDITOR\",\"READER\"]");
    String csrf = http.cookie("XSRF-TOKEN");
    assertThat(http.postJson("/api/tokens", "{\"title\":\"x\"}").code())
        .isEqualTo("CSRF_TOKEN_WRONG");
    assertThat(http.postJson("/api/tokens", "{\"title\":\"x\"}", "X-XSRF-TOKEN", csrf).status())
        .isEqualTo(201);
    Http.Answer out = http.send("DELETE", "/api/session", "", "X-XSRF-TOKEN", csrf);
    assertThat(out.status()).isEqualTo(200);
    assertSignedOutAtProvider(out.json().path("signOutAt").asString());
    assertThat(http.get("/api/me").status()).isEqualTo(401);
    assertThat(listActions()).contains("SIGNED_IN", "SIGNED_OUT", "USER_CHANGED");
  }

  /** The address of OpenID Connect RP-Initiated Logout 1.0, section 2. */
  private void assertSignedOutAtProvider(String address) {
    assertThat(address).startsWith(provider.issuer() + "/logout?");
    Map<String, String> asked = MockProvider.parse(URI.create(address).getRawQuery());
    assertThat(asked)
        .containsEntry("client_id", MockProvider.CLIENT)
        .containsEntry("post_logout_redirect_uri", "http://127.0.0.1:" + port + "/signin.html");
    assertThat(asked.get("id_token_hint")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void sessionByPasswordEndsHereAlone() {
    assertThat(
            http.signIn("admin", org.jingtu.database.TestDatabaseInitializer.ADMIN_PASSWORD)
                .status())
        .isEqualTo(200);
    assertThat(
            http.send("DELETE", "/api/session", "", "X-XSRF-TOKEN", http.cookie("XSRF-TOKEN"))
                .status())
        .isEqualTo(204);
  }

  private List<String> listActions() {
    return new Http(port)
        .get("/api/audit?subject=users/" + username, "Authorization", Http.admin())
        .json()
        .path("entries")
        .findValuesAsString("action");
  }

  @Test
  void disabledAccountIsOutAtOnceAndStaysOut() throws JOSEException {
    signIn(user(username));
    assertThat(http.get("/api/me").status()).isEqualTo(200);
    accounts.update(
        username,
        new AccountDetails("张三", Departments.ECOLOGY, "130899", Set.of(Roles.READER), false));

    assertThat(http.get("/api/me").status()).isEqualTo(401);
    assertThat(signIn(user(username))).isEqualTo(NO_ACCOUNT);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void somebodyWithoutAccountIsRefused() throws JOSEException {
    assertThat(signIn(user("nobody@example.org"))).isEqualTo(NO_ACCOUNT);
    assertThat(signIn(claims -> claims.claim("name", "without a user name"))).isEqualTo(NO_ACCOUNT);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void tokensThatAreNotForThisSignInAreRefused() throws JOSEException {
    Consumer<JWTClaimsSet.Builder> user = user(username);

    assertThat(signIn(user.andThen(c -> c.claim("nonce", "another")))).isEqualTo(NOT_VOUCHED);
    assertThat(signIn(user.andThen(c -> c.audience("another-client")))).isEqualTo(NOT_VOUCHED);
    assertThat(signIn(user.andThen(c -> c.issuer("http://127.0.0.1:1")))).isEqualTo(NOT_VOUCHED);
    // over by more than the minute that clocks may differ
    Date longAgo = new Date(System.currentTimeMillis() - 600_000);
    assertThat(signIn(user.andThen(c -> c.expirationTime(longAgo)))).isEqualTo(NOT_VOUCHED);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void answerWithoutItsRequestIsRefused() throws JOSEException {
    Map<String, String> request = begin();
    String code = provider.signIn(request, user(username));

    assertThat(comeBack(code, "another-state")).isEqualTo(NOT_VOUCHED);
    // somebody else's browser with the right state
    http = new Http(port);
    assertThat(comeBack(code, request.get("state"))).isEqualTo(NOT_VOUCHED);
    assertThat(http.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void accountWithoutPasswordCannotUseOne() {
    assertThat(http.signIn(username, "").status()).isNotEqualTo(200);
    assertThat(http.signIn(username, "null").code()).isEqualTo("SIGN_IN_FAILED");
  }
}
