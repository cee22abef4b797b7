package org.jingtu.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Every error of every controller becomes an RFC 9457 answer.
 *
 * <p>A {@link Problem} answers as it says. What Spring finds wrong with a request gets a code of
 * its own ({@link SpringFacts}). Anything else is a bug: status 500, code {@code UNEXPECTED}, with
 * an incident id under which the log holds the stack trace; nothing of the inside is told.
 */
@RestControllerAdvice
public class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final ProblemDocuments documents;
  private final SpringFacts springFacts;

  ProblemHandler(ProblemDocuments documents, SpringFacts springFacts) {
    this.documents = documents;
    this.springFacts = springFacts;
  }

  /** Security answers these itself, with the sign-in ways that the caller may use. */
  @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
  void leaveToSecurity(RuntimeException refusal) {
    throw refusal;
  }

  /** The caller has gone; nobody is left to answer. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void callerHasGone(AsyncRequestNotUsableException gone) {
    log.debug("The caller closed the connection before the answer was complete", gone);
  }

  /** Any other exception. */
  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<ProblemDetail> answer(Exception exception, HttpServletRequest request) {
    return documents.answer(toFact(exception), request);
  }

  Fact toFact(Throwable exception) {
    Problem problem = findProblem(exception);
    if (problem != null) {
      if (problem.status().is5xxServerError()) {
        log.error("{}", problem.code(), exception);
      }
      return Fact.of(problem);
    }
    return springFacts.find(exception).orElseGet(() -> unexpected(exception));
  }

  /** A problem may come wrapped, thrown while a body was being read or by a job's future. */
  private static @Nullable Problem findProblem(Throwable exception) {
    Throwable cause = exception;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof Problem problem) {
        return problem;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static Fact unexpected(Throwable exception) {
    String incident = UUID.randomUUID().toString();
    log.error("Unexpected failure, incident {}", incident, exception);
    return Fact.of("UNEXPECTED", HttpStatus.INTERNAL_SERVER_ERROR, incident)
        .with("incident", incident);
  }
}
