package org.jingtu.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.ValueReader;
import org.jingtu.checks.CheckProblems.FactNotUnderstood;
import org.jingtu.checks.CheckRequest.ParcelRequest;
import org.jingtu.checks.CheckRequest.ProjectRequest;
import org.jingtu.rules.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The question about one plot of a batch: what its row says, and else what is said for all. It is a
 * request like one about that plot alone.
 */
@Component
class BatchQuestions {

  private final ValueReader surveys;
  private final ValueReader truths =
      new ValueReader(
          new Attribute(
              "truth",
              "truth",
              "truth",
              Attribute.Type.BOOLEAN,
              false,
              0,
              null,
              List.of(),
              false,
              List.of()));

  BatchQuestions(Catalog catalog) {
    surveys =
        new ValueReader(
            catalog.getCollection("parcels").findAttribute("surveyState").orElseThrow());
  }

  /**
   * The request about a row.
   *
   * @param row its values by what they stand for
   * @param place how its plot is named: by number, or by geometry with its fields
   * @throws FactNotUnderstood if a value is not understood
   */
  CheckRequest ask(BatchJob batch, Map<String, Object> row, ParcelRequest place) {
    BatchRequest all = batch.request();
    CheckFileRequest.Beside parcel = all.parcel();
    return new CheckRequest(
        new ParcelRequest(
            place.parcelNo(),
            place.geometry(),
            place.crs(),
            place.adcode(),
            truth(row, "toxicFormerUse", parcel == null ? null : parcel.toxicFormerUse()),
            truth(row, "changedSinceSurvey", parcel == null ? null : parcel.changedSinceSurvey()),
            truth(
                row,
                "meetsFarmlandStandard",
                parcel == null ? null : parcel.meetsFarmlandStandard()),
            place.attributes()),
        stage(row, all.stage()),
        text(row, "currentUse", all.currentUse()),
        text(row, "plannedUse", all.plannedUse()),
        survey(row, all.survey()),
        project(row, all.project()),
        text(row, "planStage", all.planStage()),
        all.pack(),
        batch.asOf());
  }

  private ProjectRequest project(Map<String, Object> row, @Nullable ProjectRequest stated) {
    ProjectRequest all =
        stated == null ? new ProjectRequest(null, null, null, null, null, null) : stated;
    return new ProjectRequest(
        text(row, "project.industry", all.industry()),
        truth(row, "project.key", all.key()),
        truth(row, "project.unavoidable", all.unavoidable()),
        truth(row, "project.remediation", all.remediation()),
        text(row, "project.crops", all.crops()),
        truth(row, "project.outdatedCapacity", all.outdatedCapacity()));
  }

  /** By name or by Chinese title. */
  private static @Nullable String stage(Map<String, Object> row, @Nullable String all) {
    String stated = text(row, "stage", all);
    return Arrays.stream(Stage.values())
        .filter(stage -> stage.title().equals(stated))
        .map(Stage::name)
        .findFirst()
        .orElse(stated);
  }

  /** The survey of the row wins, also where it is the state in a column of the parcel record. */
  private @Nullable String survey(Map<String, Object> row, @Nullable String all) {
    Object raw = row.containsKey("survey") ? row.get("survey") : row.get("surveyState");
    if (raw == null) {
      return all;
    }
    Object value = surveys.read(raw).value();
    return value == null ? raw.toString() : value.toString();
  }

  private @Nullable Boolean truth(Map<String, Object> row, String name, @Nullable Boolean all) {
    Object raw = row.get(name);
    if (raw == null) {
      return all;
    }
    Object value = truths.read(raw).value();
    if (value == null) {
      throw new FactNotUnderstood(name, raw.toString(), "是、否、true、false");
    }
    return (Boolean) value;
  }

  private static @Nullable String text(Map<String, Object> row, String name, @Nullable String all) {
    Object raw = row.get(name);
    return raw == null ? all : raw.toString().strip();
  }
}
