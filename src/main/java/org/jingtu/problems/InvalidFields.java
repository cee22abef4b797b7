package org.jingtu.problems;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Says which fields and parameters broke their constraints: all of them, the first in words. */
final class InvalidFields {

  private InvalidFields() {}

  static Fact describe(BindingResult result) {
    return describe(
        result.getAllErrors().stream()
            .map(
                error ->
                    Map.of(
                        "field",
                        error instanceof FieldError field
                            ? field.getField()
                            : error.getObjectName(),
                        "message",
                        String.valueOf(error.getDefaultMessage())))
            .toList());
  }

  static Fact describe(HandlerMethodValidationException invalid) {
    return describe(
        invalid.getParameterValidationResults().stream()
            .flatMap(
                parameter ->
                    parameter.getResolvableErrors().stream()
                        .map(
                            error ->
                                Map.of(
                                    "field",
                                    error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                            parameter.getMethodParameter().getParameterName()),
                                    "message",
                                    String.valueOf(error.getDefaultMessage()))))
            .toList());
  }

  static Fact describe(ConstraintViolationException invalid) {
    return describe(
        invalid.getConstraintViolations().stream()
            .map(
                violation ->
                    Map.of(
                        "field",
                        violation.getPropertyPath().toString(),
                        "message",
                        violation.getMessage()))
            .toList());
  }

  private static Fact describe(List<Map<String, String>> errors) {
    String first =
        errors.isEmpty() ? "" : errors.get(0).get("field") + " " + errors.get(0).get("message");
    return Fact.of("INVALID_REQUEST", HttpStatus.BAD_REQUEST, errors.size(), first)
        .with("errors", errors);
  }
}
