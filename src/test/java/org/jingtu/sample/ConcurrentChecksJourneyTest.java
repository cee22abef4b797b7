package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** 64 clients at once get the answers that each question gets when it is asked alone. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
class ConcurrentChecksJourneyTest {

  private static final int CLIENTS = 64;
  private static final int QUESTIONS_EACH = 5;
  private static final List<String> STAGES =
      List.of("SUPPLY", "CONSTRUCTION", "USE_CHANGE", "OCCUPATION", "PLANNING_PERMIT");

  @LocalServerPort private int port;

  @Test
  void everyAnswerIsThatOfTheSameQuestionAskedAlone() throws Exception {
    SampleFiles.load(port);
    Http http = new Http(port);
    List<String> questions = questions();
    List<JsonNode> alone = new ArrayList<>();
    for (String question : questions) {
      alone.add(ask(http, question));
    }
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    CountDownLatch together = new CountDownLatch(CLIENTS);
    List<Future<?>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      int first = client;
      clients.add(
          pool.submit(
              () -> {
                Http own = new Http(port);
                together.countDown();
                together.await();
                for (int i = 0; i < QUESTIONS_EACH; i++) {
                  int number = (first * 7 + i * 11) % questions.size();
                  same(ask(own, questions.get(number)), alone.get(number));
                }
                return null;
              }));
    }
    pool.shutdown();
    for (Future<?> client : clients) {
      client.get();
    }
  }

  private static void same(JsonNode answer, JsonNode alone) {
    assertThat(answer.path("hash")).isEqualTo(alone.path("hash"));
    assertThat(withoutItsOwn(answer)).isEqualTo(withoutItsOwn(alone));
  }

  private static JsonNode withoutItsOwn(JsonNode answer) {
    return ((ObjectNode) answer.deepCopy()).remove(List.of("id", "evaluatedAt", "asOf"));
  }

  /** The twelve test parcels, and squares all over the county; half of them as of one moment. */
  private static List<String> questions() {
    List<String> questions = new ArrayList<>();
    SampleFiles.expectedChecks()
        .path("checks")
        .forEach(check -> questions.add(check.path("request").toString()));
    Random random = new Random(64);
    String now = Instant.now().toString();
    for (int i = 0; i < 36; i++) {
      double west = Plane.WEST + 3_000 + random.nextInt(12_000);
      double south = Plane.SOUTH + 3_000 + random.nextInt(12_000);
      double side = 50 + random.nextInt(400);
      ObjectNode question =
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(
                      """
                      {"parcel": {"adcode": "130899", "crs": "EPSG:4527", "geometry": {"type": "Polygon",
                        "coordinates": [[[%1$s, %2$s], [%3$s, %2$s], [%3$s, %4$s], [%1$s, %4$s], [%1$s, %2$s]]]}},
                       "stage": "%5$s", "currentUse": "1001", "plannedUse": "0701", "survey": "DETAILED"}
                      """
                          .formatted(
                              west,
                              south,
                              west + side,
                              south + side,
                              STAGES.get(i % STAGES.size())));
      if (i % 2 == 0) {
        question.put("asOf", now);
      }
      questions.add(question.toString());
    }
    Collections.shuffle(questions, random);
    return questions;
  }

  private static JsonNode ask(Http http, String question) {
    Http.Answer answer = http.postJson("/api/checks", question, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }
}
