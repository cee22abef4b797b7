package org.jingtu.problems;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * What went wrong, before it is put into words: code, status, values of the detail text, further
 * members and headers of the answer.
 */
record Fact(
    String code,
    HttpStatusCode status,
    Object[] arguments,
    Map<String, @Nullable Object> members,
    HttpHeaders headers) {

  static Fact of(String code, HttpStatusCode status, Object... arguments) {
    return new Fact(code, status, arguments, Map.of(), HttpHeaders.EMPTY);
  }

  static Fact of(Problem problem) {
    HttpHeaders headers = new HttpHeaders();
    problem.headers().forEach(headers::set);
    return new Fact(
        problem.code(), problem.status(), problem.arguments(), problem.members(), headers);
  }

  Fact with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Fact(code, status, arguments, more, headers);
  }

  Fact with(HttpHeaders answerHeaders) {
    return new Fact(code, status, arguments, members, answerHeaders);
  }
}
