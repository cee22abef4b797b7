package org.jingtu.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** The pictures of docs/用户手册.md, taken by the tests that look at the same views. */
final class ManualPictures {

  private static final Path FOLDER = Path.of("docs", "images");

  /** Name of the tests' picture → name of the manual's. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("03-asked", "officer-question"),
          Map.entry("04-prohibited", "officer-verdict"),
          Map.entry("11-incomplete", "officer-incomplete"),
          Map.entry("41-set-aside", "officer-set-aside"),
          Map.entry("24-batch", "officer-batch"),
          Map.entry("27-conflict", "officer-conflict"),
          Map.entry("29-shares", "officer-indicators"),
          Map.entry("bureau-02-unmapped", "analyst-report"),
          Map.entry("bureau-04-repaired", "analyst-repair"),
          Map.entry("bureau-24-changes", "analyst-changes"),
          Map.entry("bureau-07-timeline", "bureau-site"),
          Map.entry("bureau-09-approval", "bureau-zone"),
          Map.entry("bureau-12-farmland", "bureau-farmland"),
          Map.entry("bureau-15-pack", "admin-pack"),
          Map.entry("bureau-18-audit", "admin-audit"));

  private ManualPictures() {}

  /** Writes a picture of the manual if {@code -Djingtu.write-docs=true}. */
  static void keep(byte[] png, String name) {
    String picture = NAMES.get(name);
    if (picture != null && Boolean.getBoolean("jingtu.write-docs")) {
      write(png, FOLDER.resolve(picture + ".png"));
    }
  }

  /** With sixteen shades a channel: half as large, and nobody sees it. */
  private static void write(byte[] png, Path file) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
      BufferedImage small =
          new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < read.getHeight(); y++) {
        for (int x = 0; x < read.getWidth(); x++) {
          int high = read.getRGB(x, y) & 0xF0F0F0;
          small.setRGB(x, y, high | high >> 4);
        }
      }
      Files.createDirectories(FOLDER);
      ImageIO.write(small, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the manual's pictures from those that the tests have left: {@code FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      byte[] png = Files.readAllBytes(Path.of(arguments[0], name.getKey() + ".png"));
      write(png, FOLDER.resolve(name.getValue() + ".png"));
    }
  }
}
