package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.jingtu.geo.Crs;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.Assertions;

/** Reads uploads of any format, and damages them. */
final class Sources {

  static final ReadOptions REPAIR = new ReadOptions(null, null, null, true);

  private static final Properties TEXTS = texts();

  private Sources() {}

  static ReadOptions in(String crs) {
    return new ReadOptions(crs(crs), null);
  }

  static Crs crs(String code) {
    return Fixtures.SYSTEMS.getCrs(code);
  }

  static ReadOptions layer(String name) {
    return new ReadOptions(null, null, name, false);
  }

  static Fixtures.Reading read(Path file, ReadOptions options) {
    try (FeatureSource source =
        UploadedFiles.open(
            file, file.getFileName().toString(), file.getParent(), options, Fixtures.SYSTEMS)) {
      List<SourceRow> rows = new ArrayList<>();
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        assertThat(row.values()).hasSameSizeAs(source.info().fields());
        rows.add(row);
      }
      Fixtures.Reading reading = new Fixtures.Reading(source.info(), rows, source.fileProblems());
      reading.problems().forEach(Sources::assertTold);
      return reading;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fixtures.Reading read(Path file) {
    return read(file, ReadOptions.NONE);
  }

  /** Writes a text under a name and reads it. */
  static Fixtures.Reading read(
      Path folder, String name, String text, Charset charset, ReadOptions options) {
    try {
      return read(Files.write(folder.resolve(name), text.getBytes(charset)), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fixtures.Reading read(Path folder, String name, String text, ReadOptions options) {
    return read(folder, name, text, StandardCharsets.UTF_8, options);
  }

  static Fixtures.Reading read(Path folder, String name, String text) {
    return read(folder, name, text, StandardCharsets.UTF_8, ReadOptions.NONE);
  }

  /** Every code has a text whose placeholders all have a value. */
  private static void assertTold(RowProblem problem) {
    String text = TEXTS.getProperty("import." + problem.code());
    assertThat(text).as(problem.code()).isNotNull();
    assertThat(new MessageFormat(text).getFormatsByArgumentIndex().length)
        .as(problem.code())
        .isLessThanOrEqualTo(problem.arguments().size());
  }

  private static Properties texts() {
    Properties texts = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            Sources.class.getResourceAsStream("/messages.properties"), StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Whether the file is refused, or has an error. */
  static boolean isFaulted(Path file, ReadOptions options) {
    try {
      return read(file, options).problems().stream()
          .anyMatch(problem -> problem.severity() == Severity.ERROR);
    } catch (Problem refused) {
      assertThat(TEXTS.getProperty("problem." + refused.code() + ".title"))
          .as(refused.code())
          .isNotNull();
      return true;
    }
  }

  /** Reads the file cut to every length; returns the lengths at which it passes for good. */
  static List<Integer> listCutsThatPass(Path file, ReadOptions options) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    List<Integer> passed = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (!isFaulted(file, options)) {
        passed.add(length);
      }
    }
    return passed;
  }

  /** Reads the file with one to eight bytes changed, many times; nothing but problems may come. */
  static void flipBytes(Path file, ReadOptions options, int times) throws IOException {
    long seed = System.nanoTime();
    System.out.println("bytes of " + file.getFileName() + " changed with seed " + seed);
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < times; i++) {
      byte[] changed = whole.clone();
      for (int n = random.nextInt(8); n >= 0; n--) {
        changed[random.nextInt(changed.length)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[](),;\"@\n0-9eN".charAt(n));
      }
      Files.write(file, changed);
      Assertions.assertTimeout(
          Duration.ofSeconds(20), () -> isFaulted(file, options), "seed " + seed + ", turn " + i);
    }
  }
}
