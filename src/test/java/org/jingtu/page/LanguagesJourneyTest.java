package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever has chosen English reads English: views, documents, downloads, the sign-in. */
class LanguagesJourneyTest extends Office {

  /**
   * Words of the page itself, not of the data: names, basis and rules are as they were registered.
   */
  private static final String CHINESE_LABELS =
      """
      () => [...document.querySelectorAll('label, legend, button, dt, th[scope=col], summary, h2, h3,'
          + ' nav a, option, .hint, .badge, .layer-title')]
        .filter(e => e.checkVisibility() && !e.closest('#language, #who, [lang=zh-CN]:not(html)'))
        .map(e => e.innerText.trim()).filter(text => /[\\u4e00-\\u9fff\\uff01-\\uff60]/.test(text))
      """;

  private static final Map<String, String> VIEWS =
      Map.ofEntries(
          Map.entry("#/", "#question"),
          Map.entry("#/batches", "#batchForm"),
          Map.entry("#/conflicts", "#conflictFilter"),
          Map.entry("#/indicators?adcode=130899", "#townsTitle"),
          Map.entry("bureau.html#/imports", "#upload"),
          Map.entry("bureau.html#/versions/parcels", "#span"),
          Map.entry("bureau.html#/sites", "#filters"),
          Map.entry("bureau.html#/sites/" + BureauCounty.SITE, ".steps .hint"),
          Map.entry("bureau.html#/zones/new", "#draft"),
          Map.entry("bureau.html#/tasks", "form[role=search]"),
          Map.entry("bureau.html#/farmland", "form[role=search]"),
          Map.entry("bureau.html#/admin/users", "#newUser"),
          Map.entry("bureau.html#/admin/departments", ".list"),
          Map.entry("bureau.html#/admin/tokens", "#newToken"),
          Map.entry("bureau.html#/admin/subscriptions", "form.form"),
          Map.entry("bureau.html#/audit", "#search"));

  @BeforeAll
  void prepare() {
    BureauCounty.prepare(port);
  }

  private Page openInEnglish(String path) {
    Page page = browser.open("/" + path);
    page.locator("#language").click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    return page;
  }

  @Test
  void everyViewIsLabelledInEnglish() {
    Page page = openInEnglish("");
    for (Map.Entry<String, String> view : VIEWS.entrySet()) {
      page.navigate("about:blank");
      page.navigate(browser.address(view.getKey()));
      assertThat(page.locator(view.getValue()).first()).isVisible();
      assertThat((List<?>) page.evaluate(CHINESE_LABELS)).as(view.getKey()).isEmpty();
    }
  }

  @Test
  void anAnswerNamesLayersAndCodesInEnglishAndBack() {
    Page page = openInEnglish("#/parcel/130899001001GB00001");
    awaitMap(page);
    assertThat(page.locator(".use-title").first()).hasText("Industry");
    page.locator("#stage").selectOption("SUPPLY");
    check(page);
    assertThat(page.locator("[data-collection=farmland-classes]"))
        .containsText("Farmland soil environment quality classes");
    assertThat(page.locator("#answer .facts").first()).containsText("1001 Industry");
    page.locator("#language").click();
    assertThat(page.locator("[data-collection=farmland-classes]")).containsText("耕地土壤环境质量类别");
    assertThat(page.locator("#answer .facts").first()).containsText("1001 工业用地");
  }

  @Test
  void documentsSpeakTheLanguageOfThePage() {
    Page page = browser.open("/#/parcel/130899001001GB00002");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    String report = "api/checks/" + check(page).path("id").asString() + "/report.html";
    assertThat(read(page, report)).contains("核查意见书").contains(" 公顷，");
    page.locator("#language").click();
    assertThat(read(page, report)).contains("lang=\"en\"").contains(" ha, ");
    assertThat(read(page, "ogc/collections/parcels?f=html"))
        .contains("Survey state")
        .contains("1001 Industry");
    page.locator("#language").click();
    assertThat(read(page, report)).contains("核查意见书");
  }

  private String read(Page page, String path) {
    return page.request().get(browser.address(path)).text();
  }

  @Test
  void theSignInSpeaksBothLanguages() {
    Page page = browser.open("/signin.html");
    page.locator("#language").click();
    assertThat(page).hasTitle("Sign in · Jingtu");
    assertThat(page.getByLabel("User name")).isVisible();
    page.locator("#username").fill("nobody-here");
    page.locator("#password").fill("not the password");
    press(page, "Sign in");
    assertThat(page.locator("#message")).containsText("password");
    look(page, "14-sign-in-english");
    page.reload();
    assertThat(page.getByLabel("User name")).isVisible();
    page.locator("#language").click();
    assertThat(page.getByLabel("用户名")).isVisible();
    browser.forgive(Pattern.compile("status of 401"));
  }
}
