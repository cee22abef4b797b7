package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabaseInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The commands of the README's tour print what the README says, one after the other in one shell.
 */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
class TourJourneyTest {

  private static final Pattern STEP =
      Pattern.compile("<!-- tour -->\\R```bash\\R(.*?)```\\R```text\\R(.*?)```", Pattern.DOTALL);
  private static final String MARK = "=== end of step ===";

  @LocalServerPort int port;

  private record Step(String commands, String output) {}

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void everyCommandPrintsWhatThePageSays(String page) throws Exception {
    List<Step> steps = steps(page);
    assertThat(steps).hasSizeGreaterThanOrEqualTo(7);
    StringBuilder script =
        new StringBuilder("sample-geodata/load.sh \"$URL\" admin \"$PASSWORD\" >&2\n");
    for (Step step : steps) {
      script.append(step.commands()).append("echo '").append(MARK).append("'\n");
    }
    String[] printed = run(script.toString()).split(MARK + "\n");
    assertThat(printed).hasSize(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      assertThat(printed[i]).as(steps.get(i).commands()).isEqualTo(steps.get(i).output());
    }
  }

  @Test
  void bothPagesTakeTheSameTour() throws IOException {
    assertThat(steps("README.zh-CN.md")).isEqualTo(steps("README.md"));
  }

  private static List<Step> steps(String page) throws IOException {
    Matcher matcher = STEP.matcher(Files.readString(Path.of(page)));
    List<Step> steps = new ArrayList<>();
    while (matcher.find()) {
      steps.add(new Step(matcher.group(1), matcher.group(2)));
    }
    return steps;
  }

  private String run(String script) throws Exception {
    Path work = Files.createTempDirectory("tour");
    Path errors = Files.createTempFile("tour", ".txt");
    Files.createSymbolicLink(
        work.resolve("sample-geodata"), Path.of("sample-geodata").toAbsolutePath());
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
    shell.directory(work.toFile()).redirectError(errors.toFile());
    shell.environment().put("URL", "http://127.0.0.1:" + port);
    shell.environment().put("PASSWORD", TestDatabaseInitializer.ADMIN_PASSWORD);
    shell.environment().put("AUTH", "admin:" + TestDatabaseInitializer.ADMIN_PASSWORD);
    shell.environment().put("LC_ALL", "C.UTF-8");
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors) + output).isZero();
    return output;
  }
}
