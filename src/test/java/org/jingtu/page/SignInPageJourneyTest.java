package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.jingtu.access.ConfiguredJourneyTest;
import org.jingtu.access.MockProvider;
import org.jingtu.support.Http;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The sign-in page in a browser: password, a new password, the provider; and where it leads. */
@ConfiguredJourneyTest
class SignInPageJourneyTest {

  private static final String DEEP_LINK = "/#parcel=130899001001GB00003";
  private static final String PASSWORD = "as the clerk types it";

  @LocalServerPort private int port;
  @Autowired private MockProvider provider;

  private static @Nullable Browser browser;

  @BeforeEach
  void start() {
    if (browser == null) {
      browser = new Browser(port);
    }
    browser.startAfresh();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  private String createUser(String password) {
    String username = "page-" + System.nanoTime();
    String body =
        """
        {"username": "%s", "displayName": "办事员", "department": "ECOLOGY", "roles": ["READER"]%s}
        """
            .formatted(username, password.isEmpty() ? "" : ", \"password\": \"" + password + "\"");
    assertThat(new Http(port).postJson("/api/users", body, "Authorization", Http.admin()).status())
        .isEqualTo(201);
    return username;
  }

  private static void signIn(Page page, String username, String password) {
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    page.locator("#signin button").click();
  }

  @Test
  void linkIntoThePageSurvivesTheSignIn() {
    Page page = browser.open(DEEP_LINK);
    assertThat(page).hasTitle("登录 · 净土");
    signIn(page, createUser(PASSWORD), PASSWORD);

    page.waitForURL("**" + DEEP_LINK);
  }

  @Test
  void linksToSitesZonesImportsAndChecksSurviveTheSignIn() {
    String username = createUser(PASSWORD);
    for (String link :
        List.of(
            "/bureau.html#/sites/WR130899T01",
            "/bureau.html#/zones/7",
            "/bureau.html#/imports/0d2c1a52-0000-4000-8000-000000000000",
            "/#/site/WR130899T01",
            "/#/check/0d2c1a52-0000-4000-8000-000000000000")) {
      browser.startAfresh();
      Page page = browser.open(link);
      signIn(page, username, PASSWORD);
      page.waitForURL("**" + link);
    }
  }

  @Test
  void expiredPasswordIsChangedOnTheSpot() {
    String username = createUser(PASSWORD);
    new Http(port)
        .send(
            "PUT",
            "/api/users/" + username + "/password",
            "{\"newPassword\": \"given at the desk\", \"mustChange\": true}",
            "Content-Type",
            "application/json",
            "Authorization",
            Http.admin());

    Page page = browser.open(DEEP_LINK);
    assertThat(page.locator("#new-password")).isHidden();
    signIn(page, username, "given at the desk");
    assertThat(page.locator("#message")).containsText("密码已到期");
    page.locator("#new-password").fill("my own choice 1");
    page.locator("#repeated").fill("my own choice 2");
    page.locator("#signin button").click();
    assertThat(page.locator("#message")).containsText("不一致");
    page.locator("#repeated").fill("my own choice 1");
    page.locator("#signin button").click();

    page.waitForURL("**" + DEEP_LINK);
    assertThat(new Http(port).signIn(username, "my own choice 1").status()).isEqualTo(200);
  }

  @Test
  void providerLeadsBackToWhereTheUserWanted() {
    provider.setAtTheScreen(createUser(""));
    Page page = browser.open(DEEP_LINK);
    assertThat(page.locator("#provider")).hasText("政务统一认证");
    Browser.keep(page, "20-signin-provider");
    page.locator("#provider").click();

    page.waitForURL("**" + DEEP_LINK);
  }

  @Test
  void somebodyWithoutAccountIsToldSo() {
    provider.setAtTheScreen("nobody-here");
    Page page = browser.open(DEEP_LINK);
    page.locator("#provider").click();
    assertThat(page.locator("#message")).containsText("没有可用的对应账户");
    signIn(page, createUser(PASSWORD), PASSWORD);

    page.waitForURL("**" + DEEP_LINK);
  }
}
