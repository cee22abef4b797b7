package org.jingtu.problems;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says where a JSON body went wrong: line and column of bad syntax, path of a bad value or of a
 * member that is not known there.
 */
final class UnreadableBody {

  private UnreadableBody() {}

  static Fact describe(HttpMessageNotReadableException exception) {
    if (!(exception.getCause() instanceof JacksonException cause)) {
      return Fact.of("BODY_MISSING", HttpStatus.BAD_REQUEST);
    }
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return unknownMember(unknown);
    }
    if (cause instanceof DatabindException && !cause.getPath().isEmpty()) {
      String path = pathOf(cause);
      return Fact.of("JSON_VALUE_UNEXPECTED", HttpStatus.BAD_REQUEST, path).with("path", path);
    }
    TokenStreamLocation at = cause.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    return Fact.of("JSON_MALFORMED", HttpStatus.BAD_REQUEST, line, column)
        .with("line", line)
        .with("column", column);
  }

  private static Fact unknownMember(UnrecognizedPropertyException unknown) {
    String path = pathOf(unknown);
    Collection<Object> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
    String names = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Fact.of("MEMBER_UNKNOWN", HttpStatus.BAD_REQUEST, path, names).with("path", path);
  }

  /** As in {@code parcel.geometry.coordinates[0][3]}. */
  private static String pathOf(JacksonException cause) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : cause.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
