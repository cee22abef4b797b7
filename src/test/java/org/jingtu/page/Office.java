package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabaseInitializer;
import org.jingtu.support.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journeys on the page share: the service with the sample's district, a browser in which
 * somebody is signed in, and the rule that the page does nothing that it must not.
 */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=page") // a database of their own
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(FailurePictures.class)
abstract class Office {

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  Browser browser;

  @BeforeAll
  void loadTheDistrictAndSignIn() {
    District.load(port, jdbc);
    browser = new Browser(port);
    Page page = browser.open("/");
    page.getByLabel("用户名").fill("admin");
    page.locator("#password").fill(TestDatabaseInitializer.ADMIN_PASSWORD);
    Browser.keep(page, "01-sign-in");
    press(page, "登录");
    assertThat(page.locator("#parcelNo")).isVisible();
    browser.rememberSignIn();
  }

  @BeforeEach
  void startAfresh() {
    browser.startAfresh();
  }

  @AfterEach
  void thePageDidNothingItMustNot() {
    assertThat(browser.listFaults()).isEmpty();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Presses “核查”, and answers what the service answered the page. */
  static JsonNode check(Page page) {
    Response response =
        page.waitForResponse(
            r -> r.url().endsWith("/api/checks"),
            () -> page.locator("#question button[type=submit]").click());
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    assertThat(page.locator("#verdict")).isVisible();
    return JsonMapper.shared().readTree(response.text());
  }

  /** Signs another user in, in this tab, and opens an address. */
  void signInAs(Page page, String username, String password, String path) {
    page.navigate("about:blank"); // what the page was still asking for would be asked by nobody
    page.context().clearCookies();
    page.navigate(browser.address("signin.html"));
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    press(page, "登录");
    page.waitForURL(browser.address(""));
    page.navigate(browser.address(path));
    assertThat(page.locator("#who")).hasText(username);
  }

  /** What the API answers the administrator. */
  JsonNode api(String path) {
    return new Http(port).get("/" + path, "Authorization", Http.admin()).json();
  }

  /** Keeps a picture, and fails on what would keep people out. */
  static void look(Page page, String name) {
    Browser.keep(page, name);
    SeriousFaults.assertNone(page);
  }

  static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** Waits until the map has come to rest and its layers are read. */
  static void awaitMap(Page page) {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
  }

  static void scrollPanelTo(Page page, String selector) {
    page.locator(selector).evaluate("e => e.scrollIntoView()");
  }
}
