package org.jingtu.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints a refused database as two short texts, what is wrong and what to do, not a stack trace.
 */
final class DatabaseRefusedAnalyzer extends AbstractFailureAnalyzer<DatabaseRefused> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, DatabaseRefused cause) {
    return new FailureAnalysis(cause.description(), cause.action(), rootFailure);
  }
}
