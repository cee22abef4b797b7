package org.jingtu.problems;

import jakarta.validation.ConstraintViolationException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The codes of what Spring itself finds wrong with a request. */
@Component
class SpringFacts {

  private static final Map<Class<?>, String> KINDS =
      Map.of(
          Instant.class, "instant",
          LocalDate.class, "date",
          UUID.class, "uuid",
          Integer.class, "integer",
          Long.class, "integer",
          Double.class, "number",
          Boolean.class, "boolean");

  private static final Logger log = LoggerFactory.getLogger(SpringFacts.class);

  private final WebLimits limits;

  SpringFacts(WebLimits limits) {
    this.limits = limits;
  }

  /** The fact behind an exception of Spring; empty if the exception is none of Spring's. */
  Optional<Fact> find(Throwable exception) {
    return findAboutParameters(exception)
        .or(() -> findAboutBody(exception))
        .or(() -> findAboutRoute(exception))
        .or(() -> findAboutStore(exception))
        .or(() -> findByStatus(exception));
  }

  private static Optional<Fact> findAboutParameters(Throwable exception) {
    if (exception instanceof MissingServletRequestParameterException missing) {
      return bad("PARAMETER_MISSING", missing.getParameterName());
    }
    if (exception instanceof InvalidParameterException) {
      return bad("PARAMETERS_UNDECODABLE");
    }
    if (exception instanceof MissingServletRequestPartException missing) {
      return bad("PART_MISSING", missing.getRequestPartName());
    }
    if (exception instanceof MissingRequestHeaderException missing) {
      return bad("HEADER_MISSING", missing.getHeaderName());
    }
    if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
      return unreadable(mismatch.getName(), mismatch);
    }
    if (exception instanceof TypeMismatchException mismatch) {
      return unreadable(String.valueOf(mismatch.getPropertyName()), mismatch);
    }
    return Optional.empty();
  }

  private Optional<Fact> findAboutBody(Throwable exception) {
    if (exception instanceof HttpMessageNotReadableException unreadable) {
      return Optional.of(UnreadableBody.describe(unreadable));
    }
    if (exception instanceof MethodArgumentNotValidException invalid) {
      return Optional.of(InvalidFields.describe(invalid.getBindingResult()));
    }
    if (exception instanceof BindException invalid) {
      return Optional.of(InvalidFields.describe(invalid.getBindingResult()));
    }
    if (exception instanceof HandlerMethodValidationException invalid) {
      return Optional.of(InvalidFields.describe(invalid));
    }
    if (exception instanceof ConstraintViolationException invalid) {
      return Optional.of(InvalidFields.describe(invalid));
    }
    if (exception instanceof MaxUploadSizeExceededException) {
      return Optional.of(
          Fact.of(
                  "UPLOAD_TOO_LARGE",
                  HttpStatus.CONTENT_TOO_LARGE,
                  limits.maxUpload().toMegabytes())
              .with("limitBytes", limits.maxUpload().toBytes()));
    }
    if (exception instanceof MultipartException) {
      return bad("MULTIPART_UNREADABLE");
    }
    return Optional.empty();
  }

  private static Optional<Fact> findAboutRoute(Throwable exception) {
    if (exception instanceof HttpRequestMethodNotSupportedException wrong) {
      return Optional.of(
          Fact.of(
                  "METHOD_NOT_ALLOWED",
                  HttpStatus.METHOD_NOT_ALLOWED,
                  wrong.getMethod(),
                  String.join(
                      ", ",
                      wrong.getSupportedMethods() == null
                          ? new String[0]
                          : wrong.getSupportedMethods()))
              .with(wrong.getHeaders()));
    }
    if (exception instanceof HttpMediaTypeNotSupportedException wrong) {
      return Optional.of(
          Fact.of(
                  "MEDIA_TYPE_NOT_SUPPORTED",
                  HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                  String.valueOf(wrong.getContentType()),
                  MediaType.toString(wrong.getSupportedMediaTypes()))
              .with(wrong.getHeaders()));
    }
    if (exception instanceof HttpMediaTypeNotAcceptableException wrong) {
      return Optional.of(
          Fact.of(
              "MEDIA_TYPE_NOT_OFFERED",
              HttpStatus.NOT_ACCEPTABLE,
              MediaType.toString(wrong.getSupportedMediaTypes())));
    }
    if (exception instanceof NoHandlerFoundException none) {
      return Optional.of(Fact.of("NOT_FOUND", HttpStatus.NOT_FOUND, none.getRequestURL()));
    }
    if (exception instanceof NoResourceFoundException none) {
      return Optional.of(Fact.of("NOT_FOUND", HttpStatus.NOT_FOUND, "/" + none.getResourcePath()));
    }
    return Optional.empty();
  }

  private static Optional<Fact> findAboutStore(Throwable exception) {
    if (exception instanceof OptimisticLockingFailureException) {
      return Optional.of(Fact.of("CHANGED_MEANWHILE", HttpStatus.CONFLICT));
    }
    if (exception instanceof DataAccessResourceFailureException
        || exception instanceof CannotCreateTransactionException) {
      log.error("The database cannot be reached", exception);
      return Optional.of(Fact.of("DATABASE_UNAVAILABLE", HttpStatus.SERVICE_UNAVAILABLE));
    }
    return Optional.empty();
  }

  /** Any other refusal of Spring that carries a client error status. */
  private static Optional<Fact> findByStatus(Throwable exception) {
    if (exception instanceof ErrorResponse response
        && response.getStatusCode().is4xxClientError()) {
      return Optional.of(
          Fact.of("REQUEST_REFUSED", response.getStatusCode(), response.getStatusCode().value())
              .with(response.getHeaders()));
    }
    return Optional.empty();
  }

  private static Optional<Fact> bad(String code, Object... arguments) {
    return Optional.of(Fact.of(code, HttpStatus.BAD_REQUEST, arguments));
  }

  private static Optional<Fact> unreadable(String parameter, TypeMismatchException mismatch) {
    return Optional.of(
        Fact.of(
                "PARAMETER_UNREADABLE",
                HttpStatus.BAD_REQUEST,
                parameter,
                String.valueOf(mismatch.getValue()),
                expected(mismatch.getRequiredType()))
            .with("parameter", parameter));
  }

  /** What a parameter of a type takes, in words with an example. */
  private static Object expected(@Nullable Class<?> type) {
    if (type == null) {
      return "";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", "));
    }
    String kind = KINDS.get(ClassUtils.resolvePrimitiveIfNecessary(type));
    return kind == null ? type.getSimpleName() : new Wording("parameter.kind." + kind);
  }
}
