package org.jingtu.sharing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jingtu.problems.BadParameter;

/** What can be subscribed to. */
enum Topic {
  /** 疑似及污染地块: entered, changed, ended. */
  SITES,
  /** Parcels that turn to 居住 or 公共管理与公共服务. */
  SENSITIVE_PARCELS,
  /** Land of supervised units that changes use, is taken back, or is transferred. */
  SUPERVISED_LAND,
  /** 管控区域 and 地下水污染防治重点区 as they come into force and end. */
  ZONES,
  /** Conflicts between plan, parcels and constraints: opened, changed, closed. */
  CONFLICTS;

  static Topic of(String parameter, String name) {
    return Arrays.stream(values())
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadParameter(
                    parameter,
                    name,
                    Arrays.stream(values()).map(Topic::name).collect(Collectors.joining(" | "))));
  }
}
