package org.jingtu.catalog;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words which file and table disagree when the start is refused. */
class CatalogMismatchAnalyzer extends AbstractFailureAnalyzer<CatalogMismatch> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CatalogMismatch cause) {
    return new FailureAnalysis(
        "图层目录与数据库不一致，服务未启动。 The catalogue and the migrated tables disagree.\n" + cause.getMessage(),
        "请使 catalog/*.yaml 与 migrations/ 一致后再启动，见 docs/how-to-add-a-layer.md。 Make the YAML and the migration agree.",
        cause);
  }
}
