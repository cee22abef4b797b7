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

/** A password that has to be changed is good for nothing else. */
@JourneyTest
class PasswordCareJourneyTest {

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;

  private Http http;
  private String username;

  @BeforeEach
  void createUser() {
    http = new Http(port);
    username = "careful-" + System.nanoTime();
    accounts.create(
        username,
        "the first of all",
        new AccountDetails("测试员", Departments.ECOLOGY, null, Set.of(Roles.READER), true));
  }

  @Test
  void administratorCanAskForAnotherPassword() {
    setPassword("given by another", true);

    String basic = Http.basic(username, "given by another");
    assertThat(http.get("/api/me", "Authorization", basic).code()).isEqualTo("PASSWORD_EXPIRED");
    assertThat(http.signIn(username, "given by another").code()).isEqualTo("PASSWORD_EXPIRED");
    assertThat(http.signIn(username, "a wrong one").code()).isEqualTo("SIGN_IN_FAILED");
    assertThat(renew("given by another", "short").code()).isEqualTo("PASSWORD_REFUSED");
    assertThat(renew("given by another", "given by another").code()).isEqualTo("PASSWORD_REFUSED");
    assertThat(renew("a wrong one", "my own choice").code()).isEqualTo("SIGN_IN_FAILED");

    assertThat(renew("given by another", "my own choice").status()).isEqualTo(200);
    assertThat(http.get("/api/me").json().path("username").asString()).isEqualTo(username);
    assertThat(http.signIn(username, "my own choice").status()).isEqualTo(200);
  }

  private void setPassword(String password, boolean mustChange) {
    Http.Answer answer =
        new Http(port)
            .send(
                "PUT",
                "/api/users/" + username + "/password",
                "{\"newPassword\":\"%s\",\"mustChange\":%s}".formatted(password, mustChange),
                "Content-Type",
                "application/json",
                "Authorization",
                Http.admin());
    assertThat(answer.status()).isEqualTo(204);
  }

  private Http.Answer renew(String password, String newPassword) {
    return http.postJson(
        "/api/session",
        "{\"username\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
            .formatted(username, password, newPassword),
        "X-XSRF-TOKEN",
        http.cookie("XSRF-TOKEN"));
  }
}
