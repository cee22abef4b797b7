package org.jingtu.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jingtu.problems.Phrase;
import org.jingtu.problems.Wording;

/**
 * A step of land use (用地环节) at which a parcel is checked, in the order in which land passes them.
 *
 * <p>“Supply and every later stage” is {@code SUPPLY.andLater()}: the constants are declared in
 * that order, and packs rely on it.
 */
public enum Stage {
  PLANNING("规划编制"),
  RESERVE("收储"),
  EXPROPRIATION("征收"),
  TAKE_BACK("收回"),
  PURCHASE("收购"),
  SUPPLY("供应"),
  TRANSFER("转让"),
  USE_CHANGE("用途变更"),
  PLANNING_PERMIT("建设用地规划许可"),
  CONSTRUCTION("开工建设"),
  OCCUPATION("投入使用"),
  RECLAMATION("复垦或开垦为耕地");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  /** Chinese name of the stage. */
  public String title() {
    return title;
  }

  /** This stage and every one after it. */
  public Set<Stage> andLater() {
    return EnumSet.range(this, RECLAMATION);
  }

  /** All of them, name and title in the reader's language, as an argument of a message. */
  public static Phrase listing() {
    return Wording.list(
        Arrays.stream(values())
            .map(stage -> new Wording("stage." + stage).withCode(stage.name()))
            .toList());
  }

  /** The stage of that name, upper snake case as in the API. */
  public static Optional<Stage> findStage(String name) {
    return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * The stage of that name.
   *
   * @throws StageNotFound if there is none
   */
  public static Stage getStage(String name) {
    return findStage(name).orElseThrow(() -> new StageNotFound(name));
  }
}
