package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jingtu.access.Accounts.AccountDetails;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Who was given restricted data stands in the audit trail. */
@JourneyTest
class ReadTrailJourneyTest {

  private static final String PASSWORD = "reads and is seen";

  @LocalServerPort private int port;
  @Autowired private Accounts accounts;
  @Autowired private ReadTrail trail;

  private String reader;

  @BeforeEach
  void createReader() {
    reader = "reader-" + System.nanoTime();
    accounts.create(
        reader,
        PASSWORD,
        new AccountDetails("读者", Departments.WATER, null, Set.of(Roles.READER), true));
  }

  private Http.Answer get(String path) {
    return new Http(port)
        .get(path, "Authorization", Http.basic(reader, PASSWORD), "X-Request-Id", "read-trail-1");
  }

  private JsonNode entries() {
    trail.writeAll();
    return new Http(port)
        .get("/api/audit?username=" + reader, "Authorization", Http.admin())
        .json()
        .path("entries");
  }

  /** An entry is made when the caller has the answer already, so it may come a moment later. */
  private JsonNode entries(int expected) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    JsonNode entries = entries();
    while (entries.size() < expected && System.nanoTime() < end) {
      Thread.onSpinWait();
      entries = entries();
    }
    return entries;
  }

  @Test
  void readingIsRecordedOnceAMinuteWithItsQuestion() {
    String features = "/api/collections/contaminated-sites/features";
    get(features + "?bbox=1,1,2,2");
    get(features + "?bbox=1,1,2,2");
    get(features + "?bbox=3,3,4,4");

    JsonNode entries = entries(2);
    assertThat(entries.findValuesAsString("action")).containsExactly("DATA_READ", "DATA_READ");
    JsonNode first = entries.get(1);
    assertThat(first.path("subject").asString())
        .isEqualTo("collections/contaminated-sites/features");
    assertThat(first.path("details").path("query").asString()).isEqualTo("bbox=1,1,2,2");
    assertThat(first.path("department").asString()).isEqualTo("WATER");
    assertThat(first.path("requestId").asString()).isEqualTo("read-trail-1");
  }

  @Test
  void checkIsRecordedWithItsAnswer() {
    String check =
        """
        {"parcel": {"geometry": {"type": "Polygon", "coordinates":
           [[[103.9, 36.2], [103.901, 36.2], [103.901, 36.201], [103.9, 36.2]]]}},
         "stage": "SUPPLY", "plannedUse": "0701"}
        """;
    String location =
        new Http(port)
            .postJson("/api/checks", check, "Authorization", Http.basic(reader, PASSWORD))
            .header("Location")
            .orElseThrow();

    assertThat(entries(1).findValuesAsString("action")).containsExactly("PARCEL_CHECKED");
    assertThat("/api/" + entries().get(0).path("subject").asString()).isEqualTo(location);
  }

  @Test
  void whatWasNotGivenOrIsNotRestrictedIsNotRecorded() {
    for (String path :
        List.of(
            "/api/me",
            "/api/collections",
            "/api/collections/contaminated-sites",
            "/api/packs",
            "/api/users",
            "/api/collections/contaminated-sites/features/999999999")) {
      get(path);
    }

    assertThat(entries()).isEmpty();
  }
}
