package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ProblemHandlerTest {

  record Point(int x, int y) {}

  record Body(@NotBlank String name, @Min(1) int count, Point point) {}

  static final class WellIsDry extends Problem {
    WellIsDry() {
      super("REQUEST_REFUSED", HttpStatus.CONFLICT, 409);
      member("depthMetres", 12);
      header("Retry-After", "60");
    }
  }

  @RestController
  static class Desk {
    @GetMapping("/number")
    String number(@RequestParam int n) {
      return "" + n;
    }

    @PostMapping(path = "/body", consumes = MediaType.APPLICATION_JSON_VALUE)
    String body(@Valid @RequestBody Body body) {
      return body.name();
    }

    @PostMapping("/file")
    String file(@RequestPart MultipartFile file) {
      return file.getName();
    }

    @GetMapping("/fail")
    String fail(@RequestParam String how) throws Exception {
      switch (how) {
        case "problem" -> throw new WellIsDry();
        case "wrapped" -> throw new CompletionException(new WellIsDry());
        case "lock" -> throw new ObjectOptimisticLockingFailureException("Parcel", 7);
        case "size" -> throw new MaxUploadSizeExceededException(1);
        default -> throw new IllegalStateException("secret table name");
      }
    }
  }

  private final WebLimits limits = new WebLimits(DataSize.ofGigabytes(2), DataSize.ofBytes(40));
  private final MockMvc mvc = mvc();

  private MockMvc mvc() {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasename("messages");
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    texts.setAlwaysUseMessageFormat(true);
    LocaleResolver locales = new WebLocales().localeResolver();
    JsonMapper json =
        JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();
    ProblemDocuments documents = new ProblemDocuments(texts, locales, json);
    return MockMvcBuilders.standaloneSetup(new Desk())
        .setControllerAdvice(new ProblemHandler(documents, new SpringFacts(limits)))
        .setLocaleResolver(locales)
        .addFilters(new RequestIdFilter(), new BodyLimitFilter(limits, documents))
        .build();
  }

  private MockHttpServletResponse call(AbstractMockHttpServletRequestBuilder<?> request) {
    try {
      return mvc.perform(request).andReturn().getResponse();
    } catch (Exception e) {
      throw new AssertionError("The handler let an exception through", e);
    }
  }

  private JsonNode problem(AbstractMockHttpServletRequestBuilder<?> request) {
    try {
      MockHttpServletResponse response = call(request);
      assertThat(response.getContentType()).isEqualTo("application/problem+json");
      return JsonMapper.shared().readTree(response.getContentAsByteArray());
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }

  private static AbstractMockHttpServletRequestBuilder<?> get(String uri) {
    return MockMvcRequestBuilders.get(uri);
  }

  private static AbstractMockHttpServletRequestBuilder<?> post(String json) {
    return MockMvcRequestBuilders.post("/body")
        .contentType(MediaType.APPLICATION_JSON)
        .content(json);
  }

  @Test
  void quotesTheCallerButNotAtAnyLength() throws Exception {
    JsonNode problem = problem(get("/number").param("n", "9".repeat(600) + "x"));

    assertThat(problem.path("detail").asString())
        .contains("9".repeat(500) + "…")
        .doesNotContain("9".repeat(501));
  }

  @Test
  void problemHasAllMembersOfRfc9457AndItsOwn() {
    JsonNode problem = problem(get("/fail?how=problem").header("X-Request-Id", "tour-0001"));

    assertThat(problem.path("type").asString()).isEqualTo("urn:jingtu:problem:REQUEST_REFUSED");
    assertThat(problem.path("title").asString()).isEqualTo("请求被拒绝");
    assertThat(problem.path("status").asInt()).isEqualTo(409);
    assertThat(problem.path("detail").asString()).contains("状态 409");
    assertThat(problem.path("instance").asString()).isEqualTo("/fail");
    assertThat(problem.path("code").asString()).isEqualTo("REQUEST_REFUSED");
    assertThat(problem.path("requestId").asString()).isEqualTo("tour-0001");
    assertThat(problem.path("depthMetres").asInt()).isEqualTo(12);
  }

  @Test
  void problemKeepsItsHeadersAndIsNeverCached() {
    MockHttpServletResponse response = call(get("/fail?how=problem"));

    assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void wrappedProblemIsStillTheProblem() {
    assertThat(problem(get("/fail?how=wrapped")).path("status").asInt()).isEqualTo(409);
  }

  @Test
  void languageFollowsAcceptLanguageAndIsChineseOtherwise() {
    assertThat(problem(get("/number").locale(Locale.US)).path("title").asString())
        .isEqualTo("Parameter missing");
    assertThat(problem(get("/number").locale(Locale.FRANCE)).path("title").asString())
        .isEqualTo("缺少参数");
    assertThat(
            problem(get("/number").header("Accept-Language", "zh-Hans-CN"))
                .path("title")
                .asString())
        .isEqualTo("缺少参数");
  }

  @Test
  void namesTheParameterThatIsMissingOrUnreadable() {
    assertThat(problem(get("/number")).path("detail").asString()).startsWith("缺少参数 n");
    JsonNode unreadable = problem(get("/number?n=seven"));
    assertThat(unreadable.path("code").asString()).isEqualTo("PARAMETER_UNREADABLE");
    assertThat(unreadable.path("parameter").asString()).isEqualTo("n");
    assertThat(unreadable.path("detail").asString()).contains("“seven”", "应为：整数。");
    assertThat(problem(get("/number?n=seven").locale(Locale.US)).path("detail").asString())
        .contains("expected is: an integer.");
  }

  @Test
  void tellsWhereJsonIsMalformed() {
    // the colon after "count" is missing: seen at the 1, line 2, column 10
    JsonNode problem = problem(post("{\"name\":\"a\",\n\"count\" 1}"));

    assertThat(problem.path("code").asString()).isEqualTo("JSON_MALFORMED");
    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(problem.path("column").asInt()).isBetween(8, 10);
  }

  @Test
  void tellsWhichJsonValueIsUnexpected() {
    JsonNode problem = problem(post("{\"point\":{\"x\":1,\"y\":\"b\"}}"));

    assertThat(problem.path("code").asString()).isEqualTo("JSON_VALUE_UNEXPECTED");
    assertThat(problem.path("path").asString()).isEqualTo("point.y");
  }

  @Test
  void listsEveryInvalidField() {
    JsonNode problem = problem(post("{\"name\":\" \",\"count\":0}"));

    assertThat(problem.path("code").asString()).isEqualTo("INVALID_REQUEST");
    assertThat(problem.path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("name", "count");
  }

  @Test
  void bodyThatIsMissingIsNotCalledMalformed() {
    assertThat(problem(post("")).path("code").asString()).isEqualTo("BODY_MISSING");
  }

  @Test
  void wrongMethodAndMediaTypeTellWhatIsTaken() {
    MockHttpServletResponse method = call(MockMvcRequestBuilders.delete("/number"));
    assertThat(method.getStatus()).isEqualTo(405);
    assertThat(method.getHeader("Allow")).isEqualTo("GET");

    JsonNode type =
        problem(
            MockMvcRequestBuilders.post("/body").contentType(MediaType.TEXT_PLAIN).content("x"));
    assertThat(type.path("code").asString()).isEqualTo("MEDIA_TYPE_NOT_SUPPORTED");
    assertThat(type.path("detail").asString()).contains("text/plain").contains("application/json");
  }

  @Test
  void namesTheMissingPart() {
    JsonNode problem = problem(MockMvcRequestBuilders.multipart("/file"));

    assertThat(problem.path("code").asString()).isEqualTo("PART_MISSING");
    assertThat(problem.path("detail").asString()).contains("file");
  }

  @Test
  void tooLargeUploadTellsTheLimit() {
    JsonNode problem = problem(get("/fail?how=size"));

    assertThat(problem.path("status").asInt()).isEqualTo(413);
    assertThat(problem.path("limitBytes").asLong()).isEqualTo(2L << 30);
  }

  @Test
  void lostUpdateIsAConflict() {
    assertThat(problem(get("/fail?how=lock")).path("code").asString())
        .isEqualTo("CHANGED_MEANWHILE");
  }

  @Test
  void bugTellsTheIncidentAndNothingOfTheInside(CapturedOutput log) {
    JsonNode problem = problem(get("/fail?how=bug"));

    assertThat(problem.path("status").asInt()).isEqualTo(500);
    assertThat(problem.toString()).doesNotContain("secret").doesNotContain("IllegalState");
    assertThat(log.getAll())
        .contains(problem.path("incident").asString())
        .contains("secret table name");
  }

  @Test
  void bodyOverTheLimitIsRefusedWhetherOrNotItTellsItsLength() {
    String json = "{\"name\":\"" + "a".repeat(60) + "\"}";

    assertThat(problem(post(json)).path("code").asString()).isEqualTo("BODY_TOO_LARGE");
    JsonNode streamed =
        problem(
            post(json)
                .with(
                    request ->
                        new MockHttpServletRequest() {
                          {
                            setMethod("POST");
                            setRequestURI("/body");
                            setContentType("application/json");
                            setContent(json.getBytes(StandardCharsets.UTF_8));
                          }

                          @Override
                          public long getContentLengthLong() {
                            return -1;
                          }
                        }));
    assertThat(streamed.path("code").asString()).isEqualTo("BODY_TOO_LARGE");
  }

  @Test
  void requestIdIsTakenIfWellFormedAndElseMade() {
    assertThat(
            call(get("/number?n=1").header("X-Request-Id", "abcd-1234")).getHeader("X-Request-Id"))
        .isEqualTo("abcd-1234");
    assertThat(
            call(get("/number?n=1").header("X-Request-Id", "a b<script>"))
                .getHeader("X-Request-Id"))
        .matches("[0-9a-f-]{36}");
  }
}
