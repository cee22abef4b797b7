package org.jingtu.rules;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A question names a stage of land use that does not exist. */
public final class StageNotFound extends Problem {

  StageNotFound(String stage) {
    super("STAGE_NOT_FOUND", HttpStatus.BAD_REQUEST, stage, Stage.listing());
    member("stage", stage);
  }
}
