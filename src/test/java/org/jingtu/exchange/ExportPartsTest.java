package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jingtu.features.FeatureRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads between the database and the receiver of an export. */
class ExportPartsTest {

  @TempDir private Path folder;

  @Test
  void theChecksumOfTwoPiecesIsThatOfTheWhole() {
    byte[] bytes = new byte[100_003];
    new Random(1).nextBytes(bytes);
    for (int cut : new int[] {0, 1, 100, 65_536, bytes.length}) {
      long first = crc(bytes, 0, cut);
      long second = crc(bytes, cut, bytes.length - cut);
      assertThat(Checksums.combine(first, second, bytes.length - cut))
          .isEqualTo(crc(bytes, 0, bytes.length));
    }
  }

  private static long crc(byte[] bytes, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, count);
    return crc.getValue();
  }

  @Test
  void filesMadeSideBySideComeOutOfTheZipAsTheyWentIn() throws Exception {
    byte[] noise = new byte[3_000_000];
    new Random(2).nextBytes(noise);
    Path zip = folder.resolve("all.zip");
    try (ZipParts parts = new ZipParts(folder);
        ZipPart shp = parts.make("界址.shp", 100);
        ZipPart none = parts.make("none.txt", 0)) {
      for (int i = 0; i < noise.length; i += 1000) {
        shp.body().write(noise, i, 1000);
        none.body().flush();
      }
      parts.write("a.cpg", "UTF-8".getBytes(StandardCharsets.US_ASCII));
      shp.complete(ByteBuffer.wrap(new byte[100]).put(99, (byte) 7));
      none.complete(ByteBuffer.allocate(0));
      ZipFileWriter.write(zip, LocalDate.of(2026, 3, 1), parts.listComplete());
    }

    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertThat(file.stream().map(e -> e.getName()))
          .containsExactly("界址.shp", "none.txt", "a.cpg");
      byte[] shp = file.getInputStream(file.getEntry("界址.shp")).readAllBytes();
      assertThat(shp).hasSize(3_000_100).endsWith(noise);
      assertThat(shp[99]).isEqualTo((byte) 7);
      assertThat(file.getInputStream(file.getEntry("none.txt")).readAllBytes()).isEmpty();
      assertThat(file.getInputStream(file.getEntry("a.cpg"))).hasContent("UTF-8");
      assertThat(file.getEntry("a.cpg").getTimeLocal().toLocalDate()).isEqualTo("2026-03-01");
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (int i = 0; i < 3; i++) {
        assertThat(in.getNextEntry()).isNotNull();
        in.transferTo(OutputStream.nullOutputStream()); // holds the checksum against the bytes
      }
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @Test
  void rowsArriveInOrderAndFailuresAtWhoeverFeedsThem() {
    List<Long> seen = new ArrayList<>();
    try (RowPipe pipe = new RowPipe(row -> seen.add(row.feature()))) {
      for (long i = 0; i < 5_000; i++) {
        pipe.accept(row(i));
      }
      pipe.finish();
    }
    assertThat(seen).hasSize(5_000).isSorted();

    assertThatThrownBy(
            () -> {
              try (RowPipe pipe =
                  new RowPipe(
                      row -> {
                        throw new IllegalStateException("row " + row.feature());
                      })) {
                for (long i = 0; i < 100_000; i++) {
                  pipe.accept(row(i)); // more than there is room for
                }
                pipe.finish();
              }
            })
        .hasMessage("row 0");
  }

  private static FeatureRow row(long feature) {
    return new FeatureRow(feature, 1, List.of(), null, 4490, 0, Map.of());
  }

  @Test
  void aFileIsSentWhileItGrows() throws Exception {
    Path file = folder.resolve("grows.csv");
    CountDownLatch first = new CountDownLatch(1);
    ByteArrayOutputStream got =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            first.countDown();
          }
        };
    try (OutputStream out = Files.newOutputStream(file);
        FollowedFile followed = new FollowedFile(file, got)) {
      out.write("one".getBytes(StandardCharsets.US_ASCII));
      first.await(); // before the rest is written
      assertThat(got.toString(StandardCharsets.US_ASCII)).isEqualTo("one");
      out.write(", two".getBytes(StandardCharsets.US_ASCII));
      followed.finish();
    }
    assertThat(got.toString(StandardCharsets.US_ASCII)).isEqualTo("one, two");
  }

  @Test
  void whoeverWritesLearnsThatTheReceiverHasGone() throws Exception {
    Path file = Files.writeString(folder.resolve("gone.csv"), "one");
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    try (FollowedFile followed = new FollowedFile(file, gone)) {
      assertThatThrownBy(followed::finish).isInstanceOf(IOException.class).hasMessage("gone");
      assertThat(followed.isGone()).isTrue();
    }
  }
}
