package org.jingtu.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes shapefiles byte by byte, as no sound program would. */
final class RawShapefile {

  private final Path folder;
  private final int shapeType;
  private final List<byte[]> records = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private double extent = 0;

  RawShapefile(Path folder, int shapeType) {
    this.folder = folder;
    this.shapeType = shapeType;
  }

  /** The four ordinates of the extent in the header. */
  RawShapefile extent(double value) {
    extent = value;
    return this;
  }

  /** A record of rings (x, y, x, y …) under a number of its own; the extent is NaN. */
  RawShapefile polygon(int number, double[]... rings) {
    int points = 0;
    for (double[] ring : rings) {
      points += ring.length / 2;
    }
    ByteBuffer content =
        ByteBuffer.allocate(44 + 4 * rings.length + 16 * points).order(ByteOrder.LITTLE_ENDIAN);
    content.putInt(5);
    for (int i = 0; i < 4; i++) {
      content.putDouble(Double.NaN);
    }
    content.putInt(rings.length).putInt(points);
    int first = 0;
    for (double[] ring : rings) {
      content.putInt(first);
      first += ring.length / 2;
    }
    for (double[] ring : rings) {
      for (double ordinate : ring) {
        content.putDouble(ordinate);
      }
    }
    return record(number, content.array());
  }

  RawShapefile record(int number, byte[] content) {
    numbers.add(number);
    records.add(content);
    return this;
  }

  /** A square, from its lower left corner, clockwise for a positive side. */
  static double[] square(double x, double y, double side) {
    double s = Math.abs(side);
    return side > 0
        ? new double[] {x, y, x, y + s, x + s, y + s, x + s, y, x, y}
        : new double[] {x, y, x + s, y, x + s, y + s, x, y + s, x, y};
  }

  /** Writes .shp, .dbf (field CODE: row-1, row-2 …) and .prj of EPSG:4527. */
  Path write() throws IOException {
    ByteArrayOutputStream shp = new ByteArrayOutputStream();
    shp.write(new byte[100]);
    for (int i = 0; i < records.size(); i++) {
      byte[] content = records.get(i);
      shp.write(ByteBuffer.allocate(8).putInt(numbers.get(i)).putInt(content.length / 2).array());
      shp.write(content);
    }
    byte[] bytes = shp.toByteArray();
    header(bytes);
    Path file = Files.write(folder.resolve("wild.shp"), bytes);
    writeDbf();
    Files.writeString(
        folder.resolve("wild.prj"),
        Fixtures.SYSTEMS.getCrs("EPSG:4527").toPrj(),
        StandardCharsets.ISO_8859_1);
    return file;
  }

  /** Writes .shx as well: where the record of each row lies, by its place in the .shp from 0. */
  Path write(int... order) throws IOException {
    Path shp = write();
    int[] offsets = new int[records.size()];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + 8 + records.get(i - 1).length;
    }
    ByteBuffer shx = ByteBuffer.allocate(100 + 8 * order.length);
    shx.position(100);
    for (int place : order) {
      shx.putInt((100 + offsets[place]) / 2).putInt(records.get(place).length / 2);
    }
    header(shx.array());
    Files.write(folder.resolve("wild.shx"), shx.array());
    return shp;
  }

  private void header(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(0, 9994).putInt(24, bytes.length / 2);
    header.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, shapeType);
    for (int i = 0; i < 4; i++) {
      header.putDouble(36 + 8 * i, extent);
    }
  }

  private void writeDbf() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= records.size(); i++) {
      rows.add("row-" + i);
    }
    dbf(folder.resolve("wild.dbf"), 3, rows.toArray(String[]::new));
  }

  private static void dbf(Path file, int version, String... rows) throws IOException {
    ByteBuffer dbf = ByteBuffer.allocate(65 + 9 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
    dbf.put(0, (byte) version).putInt(4, rows.length).putShort(8, (short) 65);
    dbf.putShort(10, (short) 9).position(32);
    dbf.put("CODE".getBytes(StandardCharsets.US_ASCII)).put(32 + 11, (byte) 'C');
    dbf.put(32 + 16, (byte) 8).put(64, (byte) 0x0D).position(65);
    for (String row : rows) {
      dbf.put(" %-8s".formatted(row).getBytes(StandardCharsets.US_ASCII));
    }
    Files.write(file, dbf.array());
  }
}
