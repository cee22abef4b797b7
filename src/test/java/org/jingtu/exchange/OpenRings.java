package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files of one square of 100 m whose ring lacks its last point, in EPSG:4527. No GDAL driver writes
 * such a ring, so the point is cut out of what GDAL wrote.
 */
final class OpenRings {

  private OpenRings() {}

  static byte[] geoJson(String code, String county, double x, double y) {
    return new JsonRows("EPSG:4527").add(code, county, open(x, y)).bytes();
  }

  private static String open(double x, double y) {
    String square = JsonRows.square(x, y, 100);
    return square.substring(0, square.lastIndexOf(",[")) + "]]";
  }

  static byte[] csv(String code, String county, double x, double y) {
    return "code,XZQDM,ZLLB,wkt\n%s,%s,1,\"SRID=4527;POLYGON((%s %s,%s %s,%s %s,%s %s))\"\n"
        .formatted(code, county, x, y, x + 100, y, x + 100, y + 100, x, y + 100)
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] geoPackage(String code, String county, double x, double y) {
    byte[] whole =
        new JsonRows("EPSG:4527")
            .add(code, county, JsonRows.square(x, y, 100))
            .as("GPKG", "rows.gpkg", "-lco", "SPATIAL_INDEX=NO");
    try {
      Path file = Files.write(Files.createTempFile("open", ".gpkg"), whole);
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        openFirst(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      byte[] open = Files.readAllBytes(file);
      Files.delete(file);
      return open;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Header of 8 bytes, envelope of 32, WKB: order, type, one ring, number of points, points. */
  private static void openFirst(Connection connection) throws SQLException {
    byte[] blob;
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select geom from rows")) {
      rows.next();
      blob = rows.getBytes(1);
    }
    byte[] open = Arrays.copyOf(blob, blob.length - 16);
    ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 32 + 1 + 4 + 4, 4);
    try (PreparedStatement update = connection.prepareStatement("update rows set geom = ?")) {
      update.setBytes(1, open);
      update.execute();
    }
  }

  /** The field CODE is row-1: the county must be given with the upload, the class mapped. */
  static byte[] shapefile(double x, double y) {
    try {
      Path folder = Files.createTempDirectory("open");
      double[] square = RawShapefile.square(x, y, 100);
      new RawShapefile(folder, 5).polygon(1, Arrays.copyOf(square, square.length - 2)).write();
      java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (String part : new String[] {"wild.shp", "wild.dbf", "wild.prj"}) {
          zip.putNextEntry(new ZipEntry(part));
          Files.copy(folder.resolve(part), zip);
          zip.closeEntry();
        }
      }
      org.springframework.util.FileSystemUtils.deleteRecursively(folder);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
