package org.jingtu.rules;

import java.util.List;

/**
 * What a pack changed in a rule that it inherits.
 *
 * @param pack id of the pack that made the change
 * @param keys the keys of the rule that it replaced
 * @param reason why, in Chinese
 */
public record Change(String pack, List<String> keys, String reason) {
  @Override
  public String toString() {
    return pack + "：" + String.join("、", keys) + "（" + reason + "）";
  }
}
