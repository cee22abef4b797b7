package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.JourneyTest;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** An editor of one county writes, reads and checks there, whichever way it tries elsewhere. */
@JourneyTest
class TerritoryJourneyTest {

  private static final String PASSWORD = "a county of its own";
  private static final String SITES = "/api/collections/contaminated-sites/features";

  /** Two counties that no other test uses. */
  private static final String OWN = "620102";

  private static final String OTHER = "620103";

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;
  @Autowired private Actors actors;
  @Autowired private Catalog catalog;
  @Autowired private CollectionWriters writers;
  @Autowired private PlatformTransactionManager transactions;

  private Http http;
  private String editor;

  @BeforeEach
  void createEditor() {
    http = new Http(port);
    editor = Http.basic("county-editor", PASSWORD);
    if (accounts.find("county-editor").isEmpty()) {
      accounts.create(
          "county-editor",
          PASSWORD,
          new AccountDetails("县级编辑", Departments.ECOLOGY, OWN, Set.of(Roles.EDITOR), true));
    }
  }

  /** A square of 0.001° at this longitude and 36.06° N. */
  private static String square(double west) {
    return """
        {"type": "Polygon", "coordinates": [[[%1$s, 36.06], [%2$s, 36.06], [%2$s, 36.061],
          [%1$s, 36.061], [%1$s, 36.06]]]}"""
        .formatted(west, west + 0.001);
  }

  private static String site(String code, String adcode, double west) {
    return """
        {"type": "Feature", "geometry": %s, "properties": {"code": "%s", "adcode": "%s",
         "status": "SUSPECTED", "sourceDate": "2026-11-01"}}"""
        .formatted(square(west), code, adcode);
  }

  private Http.Answer post(String path, String body, String by) {
    return http.postJson(path, body, "Authorization", by);
  }

  private Http.Answer write(String method, JsonNode feature, String body) {
    return http.send(
        method,
        SITES + "/" + feature.path("id").asString(),
        body,
        "Content-Type",
        "application/json",
        "If-Match",
        "\"" + since(feature) + "\"",
        "Authorization",
        editor);
  }

  private String since(JsonNode feature) {
    return http.get(SITES + "/" + feature.path("id").asString(), "Authorization", Http.admin())
        .header("ETag")
        .orElseThrow()
        .replace("\"", "");
  }

  @Test
  void writesInItsOwnCountyAlone() {
    Http.Answer own = post(SITES, site("TJ-W-1", OWN, 103.801), editor);
    assertThat(own.status()).as(own.response().body()).isEqualTo(201);
    assertThat(post(SITES, site("TJ-W-2", OTHER, 103.811), editor).code())
        .isEqualTo("OUTSIDE_TERRITORY");

    JsonNode other = post(SITES, site("TJ-W-3", OTHER, 103.821), Http.admin()).json();
    assertThat(write("PUT", other, site("TJ-W-3", OWN, 103.821)).code())
        .isEqualTo("FEATURE_NOT_FOUND");
    assertThat(write("DELETE", other, "").code()).isEqualTo("FEATURE_NOT_FOUND");
    assertThat(write("PUT", own.json(), site("TJ-W-1", OTHER, 103.801)).code())
        .isEqualTo("OUTSIDE_TERRITORY");
    assertThat(write("DELETE", own.json(), "").status()).isEqualTo(204);
  }

  @Test
  void readsItsOwnCountyAlone() {
    JsonNode own = post(SITES, site("TJ-R-1", OWN, 103.831), Http.admin()).json();
    JsonNode other = post(SITES, site("TJ-R-2", OTHER, 103.841), Http.admin()).json();

    String bbox = SITES + "?bbox=103.830,36.0,103.850,36.1";
    assertThat(http.get(bbox, "Authorization", Http.admin()).response().body())
        .contains("TJ-R-1", "TJ-R-2");
    assertThat(http.get(bbox, "Authorization", editor).response().body())
        .contains("TJ-R-1")
        .doesNotContain("TJ-R-2");
    assertThat(
            http.get(
                    "/api/exports/contaminated-sites?f=csv&bbox=103.830,36.0,103.850,36.1",
                    "Authorization",
                    editor)
                .response()
                .body())
        .contains("TJ-R-1")
        .doesNotContain("TJ-R-2");
    for (String end : List.of("", "/history")) {
      String id = SITES + "/" + own.path("id").asString() + end;
      assertThat(http.get(id, "Authorization", editor).status()).isEqualTo(200);
      String hidden = SITES + "/" + other.path("id").asString() + end;
      assertThat(http.get(hidden, "Authorization", editor).status()).isEqualTo(404);
    }
  }

  @Test
  void importWithARowOfAnotherCountyIsRejectedAsAWhole() {
    String file =
        "{\"type\": \"FeatureCollection\", \"features\": ["
            + site("TJ-I-1", OWN, 103.851)
            + ","
            + site("TJ-I-2", OTHER, 103.861)
            + "]}";

    JsonNode job = load("mode=append", file);

    assertThat(job.path("state").asString()).isEqualTo("REJECTED");
    assertThat(job.path("problems").get(0).path("code").asString()).isEqualTo("OUTSIDE_TERRITORY");
    assertThat(job.path("problems").get(0).path("record").asInt()).isEqualTo(2);
    assertThat(job.path("problems").get(0).path("message").asString()).contains(OTHER, OWN);
    assertThat(load("mode=append", file.replace(OTHER, OWN)).path("state").asString())
        .isEqualTo("COMMITTED");
  }

  @Test
  void mayNotReplaceOrDeclareAnotherCounty() {
    assertThat(upload("mode=replace&coverage=" + OTHER, "{}").code())
        .isEqualTo("OUTSIDE_TERRITORY");
  }

  /** An upsert that would take over a site of another county by its code. */
  @Test
  void importMayNotTakeAFeatureFromAnotherCounty() {
    post(SITES, site("TJ-U-1", OTHER, 103.871), Http.admin());
    String file =
        "{\"type\": \"FeatureCollection\", \"features\": [" + site("TJ-U-1", OWN, 103.871) + "]}";

    JsonNode job = load("mode=upsert", file);

    assertThat(job.path("state").asString()).isEqualTo("REJECTED");
    assertThat(job.path("problems").get(0).path("code").asString()).isEqualTo("OUTSIDE_TERRITORY");
  }

  /** A room that forgets to ask beforehand is still refused where every write passes. */
  @Test
  void writerItselfRefusesWhatLiesElsewhere() {
    long other =
        Long.parseLong(
            post(SITES, site("TJ-D-1", OTHER, 103.891), Http.admin()).json().path("id").asString());
    Actor limited =
        new Actor(7, "county-editor", "县级编辑", Departments.ECOLOGY, OWN, Set.of(Roles.EDITOR));
    TransactionTemplate transaction = new TransactionTemplate(transactions);

    for (Consumer<CollectionWriter> deed :
        List.<Consumer<CollectionWriter>>of(
            writer -> writer.end(List.of(other)),
            writer -> writer.endCounties(List.of(OTHER)),
            writer -> writer.declareCoverage(OTHER, null, null),
            writer -> writer.declareCoverage(null, null, null))) {
      assertThatThrownBy(
              () -> actors.as(limited, () -> transaction.executeWithoutResult(s -> write(deed))))
          .isInstanceOf(NotPermitted.class);
    }
  }

  private void write(Consumer<CollectionWriter> deed) {
    CollectionWriter writer = writers.open(catalog.getCollection("contaminated-sites"), null);
    deed.accept(writer);
    writer.finish("county-editor", new CollectionWriter.Changes(0, 0, 1));
  }

  private Http.Answer upload(String query, String file) {
    return http.postParts(
        "/api/imports?collection=contaminated-sites&" + query,
        List.of(
            new Http.Part(
                "file",
                "sites.geojson",
                "application/geo+json",
                file.getBytes(StandardCharsets.UTF_8))),
        "Authorization",
        editor);
  }

  private JsonNode load(String query, String file) {
    Http.Answer accepted = upload(query, file);
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String job = accepted.header("Location").orElseThrow();
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> http.get(job, "Authorization", editor).json(),
            json ->
                Set.of("COMMITTED", "REJECTED", "FAILED").contains(json.path("state").asString()));
  }

  @Test
  void checksParcelsOfItsOwnCountyAlone() {
    String check =
        """
        {"parcel": {"adcode": "%s", "geometry": %s}, "stage": "SUPPLY", "plannedUse": "0701"}""";

    assertThat(post("/api/checks", check.formatted(OWN, square(103.881)), editor).status())
        .isEqualTo(201);
    Http.Answer refused = post("/api/checks", check.formatted(OTHER, square(103.881)), editor);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("OUTSIDE_TERRITORY");
    assertThat(
            post(
                    "/api/checks",
                    check.replace("\"adcode\": \"%s\", ", "").formatted(square(103.881)),
                    editor)
                .code())
        .isEqualTo("OUTSIDE_TERRITORY");
  }

  @Test
  void listsTheChecksOfItsOwnCountyAloneNewestFirst() {
    String check =
        """
        {"parcel": {"adcode": "%s", "geometry": %s, "attributes": {"parcelNo": "%s"}},
         "stage": "%s", "plannedUse": "0701"}""";
    String own = OWN + "001001GB00077";
    String other = OTHER + "001001GB00077";
    String by = Http.admin();
    String first =
        id(post("/api/checks", check.formatted(OWN, square(103.891), own, "SUPPLY"), by));
    String second =
        id(post("/api/checks", check.formatted(OWN, square(103.891), own, "TRANSFER"), by));
    id(post("/api/checks", check.formatted(OTHER, square(103.891), other, "SUPPLY"), by));

    JsonNode page = listChecks(own + "&limit=1");
    assertThat(page.path("checks").findValuesAsString("id")).containsExactly(second);
    assertThat(page.path("checks").path(0).path("stage").asString()).isEqualTo("TRANSFER");
    JsonNode next = listChecks(own + "&limit=1&after=" + page.path("next").asString());
    assertThat(next.path("checks").findValuesAsString("id")).containsExactly(first);
    assertThat(listChecks(own).path("next").isNull()).isTrue();
    assertThat(listChecks(other).path("checks")).isEmpty();
    assertThat(http.get("/api/checks", "Authorization", editor).status()).isEqualTo(400);
  }

  /** Whoever has learnt an id elsewhere does not get further by it. */
  @Test
  void whatLiesElsewhereIsNotFoundByItsId() {
    String admin = Http.admin();
    String check =
        "{\"parcel\":{\"adcode\":\"%s\",\"geometry\":%s},\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}";
    post(SITES, site("TJ-B-1", OTHER, 103.901), admin);
    String zone =
        id(
            post(
                "/api/zones",
                "{\"collection\":\"control-zones\",\"geometry\":%s,\"properties\":{\"code\":\"TJ-Z-1\",\"adcode\":\"%s\"}}"
                    .formatted(square(103.901), OTHER),
                admin));
    String there = id(post("/api/checks", check.formatted(OTHER, square(103.911)), admin));
    String here = id(post("/api/checks", check.formatted(OWN, square(103.911)), admin));
    String job = load("mode=append", "{\"type\": \"FeatureCollection\", \"features\": []}", admin);

    for (String path :
        List.of(
            "/api/sites/TJ-B-1",
            "/api/sites/TJ-B-1/documents",
            "/api/zones/" + zone,
            "/api/zones/" + zone + "/history",
            "/api/zones/" + zone + "/impact",
            "/api/checks/" + there,
            "/api/checks/" + there + "/overrides",
            "/api/checks/" + there + "/report.html",
            "/api/imports/" + job,
            "/api/imports/" + job + "/problems")) {
      assertThat(http.get(path, "Authorization", editor).status()).as(path).isEqualTo(404);
      assertThat(http.get(path, "Authorization", admin).status()).as(path).isEqualTo(200);
    }
    assertThat(http.get("/api/checks/" + here, "Authorization", editor).status()).isEqualTo(200);
    assertThat(post("/api/checks/" + there + "/replay", "", editor).status()).isEqualTo(404);
    assertThat(post("/api/zones/" + zone + "/submit", "", editor).status()).isEqualTo(404);
    assertThat(
            post(
                    "/api/zones",
                    "{\"collection\":\"control-zones\",\"geometry\":%s,\"properties\":{\"code\":\"TJ-Z-2\",\"adcode\":\"%s\"}}"
                        .formatted(square(103.902), OTHER),
                    editor)
                .code())
        .isEqualTo("OUTSIDE_TERRITORY");
    assertThat(http.get("/api/zones?limit=1000", "Authorization", editor).response().body())
        .doesNotContain("TJ-Z-1");
    assertThat(http.get("/api/sites?limit=1000", "Authorization", editor).response().body())
        .doesNotContain("TJ-B-1");
    assertThat(http.get("/api/sites?adcode=" + OTHER, "Authorization", editor).code())
        .isEqualTo("OUTSIDE_TERRITORY");
    assertThat(http.get("/api/imports?limit=200", "Authorization", editor).response().body())
        .doesNotContain(job);
  }

  private String load(String query, String file, String by) {
    return http.postParts(
            "/api/imports?collection=contaminated-sites&" + query,
            List.of(
                new Http.Part(
                    "file",
                    "sites.geojson",
                    "application/geo+json",
                    file.getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            by)
        .json()
        .path("id")
        .asString();
  }

  private static String id(Http.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private JsonNode listChecks(String query) {
    return http.get("/api/checks?parcelNo=" + query, "Authorization", editor).json();
  }
}
