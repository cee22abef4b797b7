package org.jingtu.problems;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered, as a fact with a stable code.
 *
 * <p>Subclasses are named after the fact ({@code ParcelNotFound}) and live in the room that knows
 * it. Title and detail are texts of the one message bundle under {@code problem.CODE.title} and
 * {@code problem.CODE.detail}; the detail is a {@link java.text.MessageFormat} over {@link
 * #arguments()}. {@link ProblemHandler} turns it into an RFC 9457 answer.
 */
public abstract class Problem extends RuntimeException {

  private final String code;
  private final HttpStatus status;
  private final transient Object[] arguments;
  private final transient Map<String, @Nullable Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param code stable code in upper snake case, for example {@code PARCEL_NOT_FOUND}
   * @param status HTTP status of the answer
   * @param arguments values for the placeholders {0}, {1} … of the detail text; numbers and dates
   *     are formatted for the reader's language, so pass an id as text
   */
  protected Problem(String code, HttpStatus status, Object... arguments) {
    super(code);
    this.code = code;
    this.status = status;
    this.arguments = arguments;
  }

  /** Adds a member to the problem document, for example the location of a bad ring. */
  protected final void member(String name, @Nullable Object value) {
    members.put(name, value);
  }

  /** Adds a header to the answer, for example {@code Retry-After}. */
  protected final void header(String name, String value) {
    headers.put(name, value);
  }

  /** Stable code, upper snake case. */
  public final String code() {
    return code;
  }

  /** HTTP status of the answer. */
  public final HttpStatus status() {
    return status;
  }

  /** Values for the placeholders of the detail text. */
  public final Object[] arguments() {
    return arguments.clone();
  }

  /** Further members of the problem document. */
  public final Map<String, @Nullable Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** Headers of the answer beside the problem document. */
  public final Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
