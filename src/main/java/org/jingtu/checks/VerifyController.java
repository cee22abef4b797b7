package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Locale;
import org.jingtu.checks.CheckProblems.AnswerNotFound;
import org.jingtu.rules.Verdict;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells anybody who holds a printed answer whether it was given so. It says nothing of the parcel,
 * of what was found there, or of who asked: who does not know the answer cannot guess its hash.
 */
@RestController
@Tag(name = "checks")
class VerifyController {

  private final CheckStore store;
  private final ReaderTexts texts;

  VerifyController(CheckStore store, ReaderTexts texts) {
    this.store = store;
    this.texts = texts;
  }

  /**
   * That an answer was given.
   *
   * @param answeredAt when it was given first
   * @param lastAnsweredAt when the same question last had the same answer
   */
  record Verification(
      String hash,
      Verdict verdict,
      String verdictTitle,
      boolean incomplete,
      Instant answeredAt,
      Instant lastAnsweredAt) {}

  @GetMapping("/verify/{hash}")
  @Operation(
      summary = "核验一份核查答复",
      description = "按意见书上的摘要（sha256:… 或 64 位十六进制）查本系统是否给出过这样的答复、何时、什么结论。无需登录，不涉及地块内容。")
  Verification verify(@PathVariable String hash) {
    String digest = hash.strip().toLowerCase(Locale.ROOT);
    String full = digest.startsWith("sha256:") ? digest : "sha256:" + digest;
    return store
        .findGiven(full)
        .map(
            g ->
                new Verification(
                    full,
                    g.verdict(),
                    texts.title(g.verdict()),
                    g.incomplete(),
                    g.first(),
                    g.last()))
        .orElseThrow(AnswerNotFound::new);
  }
}
