package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipUploadTest {

  @TempDir Path folder;
  private Path zip;
  private Path target;

  @BeforeEach
  void makeFolders() throws IOException {
    zip = folder.resolve("upload.zip");
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void unpacksALayerInAFolderUnderNamesOfItsOwn() throws Exception {
    zip(StandardCharsets.UTF_8, "资料/地块.", "__MACOSX/资料/._地块.");
    ShapefileParts parts = unpack(null);
    assertThat(parts.layer()).isEqualTo("地块");
    assertThat(parts.shp()).isEqualTo(target.resolve("layer.shp"));
    assertThat(target.toFile().list())
        .containsExactlyInAnyOrder("layer.shp", "layer.dbf", "layer.prj", "layer.cpg");
    try (ShapefileReader reader = ShapefileReader.open(parts, Fixtures.SYSTEMS, ReadOptions.NONE)) {
      assertThat(reader.next().values()).startsWith("有洞的地块");
    }
  }

  @Test
  void readsNamesInGbkAndUpperCaseExtensions() throws Exception {
    try (ZipOutputStream out = out(Charset.forName("GBK"))) {
      add(out, "某某县\\地块.SHP", Files.readAllBytes(Fixtures.file("zone39_utf8.shp")));
      add(out, "某某县\\地块.DBF", Files.readAllBytes(Fixtures.file("zone39_utf8.dbf")));
    }
    ShapefileParts parts = unpack(null);
    assertThat(parts.layer()).isEqualTo("地块");
    assertThat(parts.dbf()).isNotNull();
    assertThat(parts.prj()).isNull();
  }

  @Test
  void asksWhichOfSeveralLayers() throws Exception {
    zip(StandardCharsets.UTF_8, "a/地块.", "b/Zones.");
    assertRefused("SEVERAL_LAYERS", null);
    assertThat(unpack("zones").layer()).isEqualTo("Zones");
    assertThat(unpack("a/地块").layer()).isEqualTo("地块");
    assertRefused("LAYER_NOT_FOUND", "roads");
  }

  @Test
  void refusesAZipWithoutShapefile() throws Exception {
    try (ZipOutputStream out = out(StandardCharsets.UTF_8)) {
      add(out, "地块.dbf", new byte[10]);
      add(out, "说明.pdf", new byte[10]);
    }
    assertRefused("SHAPEFILE_PART_MISSING", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.shp",
        "a/../../evil.shp",
        "/etc/evil.shp",
        "C:\\evil.shp",
        "..\\evil.shp",
        "inner.zip",
        "a/INNER.ZIP"
      })
  void refusesUnsafeNames(String name) throws Exception {
    try (ZipOutputStream out = out(StandardCharsets.UTF_8)) {
      add(out, name, new byte[10]);
    }
    assertRefused("ZIP_ENTRY_UNSAFE", null);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void refusesASymbolicLink() throws Exception {
    zip(StandardCharsets.UTF_8, "地块.");
    Bytes.changeDirectory(
        zip,
        (bytes, at) -> {
          bytes.put(at + 5, (byte) 3); // made on Unix
          bytes.putInt(at + 38, 0xA1FF << 16); // lrwxrwxrwx
        });
    assertRefused("ZIP_ENTRY_UNSAFE", null);
  }

  @Test
  void refusesAnEncryptedEntry() throws Exception {
    zip(StandardCharsets.UTF_8, "地块.");
    Bytes.changeDirectory(
        zip, (bytes, at) -> bytes.putShort(at + 8, (short) (bytes.getShort(at + 8) | 1)));
    assertRefused("ZIP_ENCRYPTED", null);
  }

  @Test
  void refusesAnUnknownMethod() throws Exception {
    zip(StandardCharsets.UTF_8, "地块.");
    Bytes.changeDirectory(zip, (bytes, at) -> bytes.putShort(at + 10, (short) 14)); // LZMA
    assertRefused("ZIP_UNSUPPORTED", null);
  }

  @Test
  void refusesABombByTotalRatioAndCount() throws Exception {
    try (ZipOutputStream out = out(StandardCharsets.UTF_8)) {
      add(out, "地块.shp", new byte[20 << 20]); // 20 MB of zeros pack to 20 KB
    }
    assertRefused("ZIP_TOO_LARGE", null);
    assertThatThrownBy(
            () -> ZipUpload.unpack(zip, target, new UploadLimits(1 << 20, 10, 5_000), null))
        .hasMessage("ZIP_TOO_LARGE");
    zip(StandardCharsets.UTF_8, "a.");
    assertThatThrownBy(() -> ZipUpload.unpack(zip, target, new UploadLimits(1 << 20, 3, 500), null))
        .hasMessage("ZIP_TOO_LARGE");
  }

  /** The directory says 10 bytes, the data are 20 MB: writing stops at once. */
  @Test
  void believesNoSizeOfTheDirectory() throws Exception {
    try (ZipOutputStream out = out(StandardCharsets.UTF_8)) {
      add(out, "地块.shp", new byte[20 << 20]);
    }
    Bytes.changeDirectory(zip, (bytes, at) -> bytes.putInt(at + 24, 10));
    assertRefused("ZIP_CORRUPT", null);
    assertThat(target.resolve("layer.shp").toFile().length()).isLessThan(100_000);
  }

  @Test
  void refusesWhatIsNoZip() throws Exception {
    Files.copy(Fixtures.file("zone39_utf8.shp"), zip);
    assertRefused("UPLOAD_NOT_A_ZIP", null);
    Files.write(zip, new byte[0]);
    assertRefused("UPLOAD_NOT_A_ZIP", null);
  }

  @Test
  void neverThrowsWhereverTheZipIsCutOrChanged() throws Exception {
    zip(StandardCharsets.UTF_8, "地块.");
    byte[] whole = Files.readAllBytes(zip);
    for (int length = 0; length < whole.length; length++) {
      Files.write(zip, Arrays.copyOf(whole, length));
      assertRefused(null, null);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x55;
      Files.write(zip, changed);
      try {
        unpack(null);
      } catch (UploadRefused refused) {
        assertThat(refused.code()).isNotBlank();
      }
    }
  }

  private void assertRefused(@Nullable String code, @Nullable String layer) {
    assertThatThrownBy(() -> unpack(layer))
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> {
              if (code != null) {
                assertThat(refused.code()).isEqualTo(code);
              }
            });
  }

  private ShapefileParts unpack(@Nullable String layer) throws IOException {
    return ZipUpload.unpack(zip, target, UploadLimits.DEFAULT, layer);
  }

  private void zip(Charset charset, String... layers) throws IOException {
    try (ZipOutputStream out = out(charset)) {
      for (String layer : layers) {
        for (String part : new String[] {"shp", "dbf", "prj", "cpg"}) {
          add(out, layer + part, Files.readAllBytes(Fixtures.file("zone39_utf8." + part)));
        }
      }
    }
  }

  private ZipOutputStream out(Charset charset) throws IOException {
    OutputStream file = Files.newOutputStream(zip);
    return new ZipOutputStream(file, charset);
  }

  private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  /** Changes every entry of the central directory. */
}
