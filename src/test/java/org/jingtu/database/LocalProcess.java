package org.jingtu.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a program to its end, as the unprivileged PostgreSQL user where this process is root. */
final class LocalProcess {

  private LocalProcess() {}

  /**
   * @return what the program wrote, standard error included
   * @throws IllegalStateException when it fails, with what it wrote
   */
  static String run(List<String> command) {
    try {
      // From the root folder: the unprivileged user may not enter the one of this process.
      Process process =
          new ProcessBuilder(command)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with status " + status + "\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + String.join(" ", command), e);
    }
  }

  /** As {@link #run}, as {@code user} unless that is null. */
  static String runAs(@Nullable String user, String... command) {
    List<String> all = new ArrayList<>();
    if (user != null) {
      all.addAll(List.of("runuser", "-u", user, "--"));
    }
    all.addAll(List.of(command));
    return run(all);
  }
}
