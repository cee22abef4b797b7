package org.jingtu.page;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Shows what a test saw last that failed: a picture of its tabs, and what went wrong in them. */
final class FailurePictures implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Browser browser = ((Office) context.getRequiredTestInstance()).browser;
    try {
      browser.keepTabs(
          context.getRequiredTestClass().getSimpleName()
              + "-"
              + context.getRequiredTestMethod().getName());
      failure.addSuppressed(new AssertionError("faults: " + browser.listFaults()));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }
}
