package org.jingtu.rules;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words which pack, rule and position is wrong when the start is refused. */
class PackInvalidAnalyzer extends AbstractFailureAnalyzer<PackInvalid> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PackInvalid cause) {
    return new FailureAnalysis(
        "规则包有错误，服务未启动。 " + cause.getMessage(),
        "请按所列文件、规则和位置改正后再启动，写法见 docs/how-to-add-a-rule.md。"
            + " Correct the files at the places named, see docs/how-to-add-a-rule.md.",
        cause);
  }
}
