package org.jingtu.rules;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A question names a stage of land use that does not exist. */
public final class StageNotFound extends Problem {

  StageNotFound(String stage) {
    super("STAGE_NOT_FOUND", HttpStatus.BAD_REQUEST, stage, listStages());
    member("stage", stage);
  }

  private static String listStages() {
    return Arrays.stream(Stage.values())
        .map(s -> s.name() + " " + s.title())
        .collect(Collectors.joining("、"));
  }
}
