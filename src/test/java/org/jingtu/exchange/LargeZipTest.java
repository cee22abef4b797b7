package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A .shp of more than 16 MB is read while it is unpacked. */
@Timeout(120)
class LargeZipTest {

  private static final int RECORDS = 300_000;
  private static final int RECORD_BYTES = 8 + 128;
  private static final int SHP_BYTES = 100 + RECORDS * RECORD_BYTES;

  @TempDir Path folder;
  private Path zip;
  private Path target;

  @BeforeEach
  void makeFolders() throws IOException {
    zip = folder.resolve("upload.zip");
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void everyRecordIsReadInItsOrder() throws Exception {
    zip(Map.of("a.shp", shp(), "a.prj", prj()));
    try (FeatureSource source = open()) {
      for (int i = 1; i <= RECORDS; i++) {
        SourceRow row = source.next();
        assertThat(row.record()).isEqualTo(i);
        assertThat(row.geometry().getCoordinate().x).isEqualTo(east(i));
      }
      assertThat(source.next()).isNull();
      assertThat(source.fileProblems()).isEmpty();
    }
    assertThat(target.resolve("layer.shp")).hasSize(SHP_BYTES);
  }

  /** The sum at the end of the data is wrong, so is every record that was read before it. */
  @Test
  void aSumThatIsWrongRefusesTheFileBeforeItsEnd() throws Exception {
    zip(Map.of("a.shp", shp(), "a.prj", prj()));
    changeShp(16, 1);
    assertCorrupt();
  }

  @Test
  void dataThatEndBeforeTheirSizeRefuseTheFile() throws Exception {
    zip(Map.of("a.shp", shp(), "a.prj", prj()));
    changeShp(24, SHP_BYTES + 1);
    assertCorrupt();
  }

  @Test
  void aFileThatIsRefusedBeforeItsEndIsWrittenNoLonger() throws Exception {
    zip(Map.of("a.shp", shp()));
    assertThatThrownBy(this::open).isInstanceOf(CrsNotStated.class);
    assertThatNobodyWrites();
  }

  @Test
  void aFileThatIsClosedBeforeItsEndIsWrittenNoLonger() throws Exception {
    zip(Map.of("a.shp", shp(), "a.prj", prj()));
    try (FeatureSource source = open()) {
      assertThat(source.next().record()).isEqualTo(1);
    }
    assertThatNobodyWrites();
  }

  /** Changes a number of the .shp in the directory. */
  private void changeShp(int offset, int value) throws IOException {
    Bytes.changeDirectory(
        zip,
        (bytes, at) -> {
          if (bytes.getInt(at + 24) == SHP_BYTES) {
            bytes.putInt(at + offset, value);
          }
        });
  }

  private static void assertThatNobodyWrites() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("file-arriving"));
  }

  private void assertCorrupt() {
    assertThatThrownBy(
            () -> {
              try (FeatureSource source = open()) {
                for (int i = 0; i <= RECORDS; i++) {
                  assertThat(source.next()).isNotNull(); // rows are good; the file is not
                }
              }
            })
        .isInstanceOf(UploadRefused.class)
        .hasMessage("ZIP_CORRUPT");
  }

  private FeatureSource open() throws IOException {
    return UploadedFiles.open(zip, "a.zip", target, ReadOptions.NONE, Fixtures.SYSTEMS);
  }

  private static byte[] prj() throws IOException {
    return Files.readAllBytes(Fixtures.file("zone39_utf8.prj"));
  }

  private static double east(int record) {
    return 39_500_000 + record % 1000;
  }

  /** Squares of 10 m, five points each, as the format lays them down. */
  private static byte[] shp() {
    ByteBuffer out = ByteBuffer.allocate(SHP_BYTES);
    out.putInt(0, 9994).putInt(24, SHP_BYTES / 2);
    out.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, 5);
    box(out, 36, 39_500_000, 39_501_010);
    for (int i = 1; i <= RECORDS; i++) {
      int at = 100 + (i - 1) * RECORD_BYTES;
      out.order(ByteOrder.BIG_ENDIAN).putInt(at, i).putInt(at + 4, 64);
      out.order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, 5);
      box(out, at + 12, east(i), east(i) + 10);
      out.putInt(at + 44, 1).putInt(at + 48, 5).putInt(at + 52, 0);
      double[] corners = {0, 0, 0, 10, 10, 10, 10, 0, 0, 0};
      for (int k = 0; k < 5; k++) {
        out.putDouble(at + 56 + 16 * k, east(i) + corners[2 * k]);
        out.putDouble(at + 64 + 16 * k, 4_500_000 + corners[2 * k + 1]);
      }
    }
    return out.array();
  }

  private static void box(ByteBuffer out, int at, double west, double east) {
    double[] box = {west, 4_500_000, east, 4_500_010};
    for (int i = 0; i < 4; i++) {
      out.putDouble(at + 8 * i, box[i]);
    }
  }

  private void zip(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8)) {
      out.setLevel(1);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }
}
