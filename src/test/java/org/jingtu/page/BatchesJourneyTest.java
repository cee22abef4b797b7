package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An officer checks all parcels of a file. */
class BatchesJourneyTest extends Office {

  @Test
  void aBatchIsWatchedFilteredAndTakenAway() {
    Page page = browser.open("/#/batches");
    page.locator("#batchFile").setInputFiles(Path.of("sample-geodata/parcels.zip"));
    page.locator("#batchStage").selectOption("SUPPLY");
    Browser.keep(page, "23-batches");
    SeriousFaults.assertNone(page);
    page.locator("#batchForm button[type=submit]").click();

    assertThat(page.locator(".filters"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    JsonNode batch = api("api/check-batches/" + page.url().replaceAll(".*/", ""));
    assertThat(batch.path("total").asInt()).isEqualTo(248); // sample-geodata/README.md
    assertThat(page.locator("[data-row]")).hasCount(248);
    assertThat(page.locator("#map")).hasAttribute("data-hits", "248");
    awaitMap(page);
    Browser.keep(page, "24-batch");
    page.locator(".filter[data-verdict=PROHIBITED]").click();
    int prohibited = batch.path("counts").path("PROHIBITED").asInt();
    assertThat(page.locator("[data-row]")).hasCount(prohibited);
    assertThat(page.locator("#map")).hasAttribute("data-hits", String.valueOf(prohibited));
    assertThat(page.locator("a[href*='f=xlsx&verdict=PROHIBITED']")).isVisible();
    awaitMap(page);
    Browser.keep(page, "25-batch-prohibited");
    SeriousFaults.assertNone(page);
    assertThat(page.locator("a[href$='reports.zip?verdict=PROHIBITED']")).isVisible();
    String table = page.locator("a[href*='f=xlsx']").getAttribute("href");
    assertThat(page.request().get(browser.address(table)).body()).startsWith('P', 'K'); // a zip
    page.locator("[data-row] a").first().click();
    assertThat(page.locator("#verdict h2")).containsText("禁止");
  }

  @Test
  void aListThatIsDroppedOnThePageIsChecked() {
    Page page = browser.open("/#/batches");
    assertThat(page.locator("#batchForm")).isVisible();
    page.evaluate(
        """
        () => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(['宗地代码\\n130899001001GB00002\\n'], 'dropped.csv'));
          document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: transfer}));
        }
        """);
    assertThat(page.locator("#batchFileHint")).containsText("dropped.csv");
    page.locator("#batchForm button[type=submit]").click();
    assertThat(page.locator("[data-row]")).hasCount(1);
    assertThat(page.locator("[data-row]")).containsText("130899001001GB00002");
  }

  /** The service is done too soon to be caught at work; so its answer is held back. */
  @Test
  void aBatchAtWorkIsCancelled() {
    String id =
        new Http(port)
            .postParts(
                "/api/check-batches",
                List.of(
                    new Http.Part(
                        "file",
                        "list.csv",
                        "text/csv",
                        "宗地代码\n130899001001GB00001\n".getBytes(StandardCharsets.UTF_8)),
                    new Http.Part(
                        "request",
                        "",
                        "application/json",
                        "{\"stage\":\"SUPPLY\"}".getBytes(StandardCharsets.UTF_8))),
                "Authorization",
                Http.admin())
            .json()
            .path("id")
            .asString();
    Page page = browser.open("/");
    page.waitForCondition(
        () -> api("api/check-batches/" + id).path("state").asString().equals("DONE"));
    AtomicBoolean cancelled = new AtomicBoolean();
    page.route(
        "**/api/check-batches/" + id,
        route -> {
          cancelled.compareAndSet(false, route.request().method().equals("DELETE"));
          if (cancelled.get()) {
            route.resume();
          } else {
            String body = route.fetch().text().replaceFirst("\"DONE\"", "\"RUNNING\"");
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body));
          }
        });
    page.navigate(browser.address("#/batch/" + id));
    assertThat(page.locator("progress")).isVisible();
    Browser.keep(page, "34-batch-running");
    SeriousFaults.assertNone(page);
    press(page, "取消");
    assertThat(page.locator("#message")).containsText("已结束"); // done meanwhile
    assertThat(page.locator(".filters")).isVisible();
    assertThat(cancelled).isTrue();
    browser.forgive(Pattern.compile("status of 409"));
  }
}
