package org.jingtu.problems;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** A request body, other than an upload, over the limit. */
final class BodyTooLarge extends Problem {

  BodyTooLarge(DataSize limit) {
    super("BODY_TOO_LARGE", HttpStatus.CONTENT_TOO_LARGE, limit.toMegabytes());
    member("limitBytes", limit.toBytes());
  }
}
