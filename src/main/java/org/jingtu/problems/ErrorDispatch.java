package org.jingtu.problems;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that no controller saw: of filters, of the firewall, of the servlet container. */
@RestController
@Hidden
class ErrorDispatch implements ErrorController {

  private final ProblemDocuments documents;
  private final ProblemHandler handler;

  ErrorDispatch(ProblemDocuments documents, ProblemHandler handler) {
    this.documents = documents;
    this.handler = handler;
  }

  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    documents.write(describe(request), request, response);
  }

  private Fact describe(HttpServletRequest request) {
    if (request.getAttribute("jakarta.servlet.error.exception") instanceof Throwable failure) {
      return handler.toFact(failure);
    }
    Object code = request.getAttribute("jakarta.servlet.error.status_code");
    HttpStatus status = code instanceof Integer value ? HttpStatus.resolve(value) : null;
    if (status == null || status == HttpStatus.NOT_FOUND || !status.isError()) {
      return Fact.of("NOT_FOUND", HttpStatus.NOT_FOUND, ProblemDocuments.path(request));
    }
    return status.is4xxClientError()
        ? Fact.of("REQUEST_REFUSED", status, status.value())
        : handler.toFact(new IllegalStateException("Error dispatch with status " + status));
  }
}
