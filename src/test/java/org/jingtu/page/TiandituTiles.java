package org.jingtu.page;

import com.microsoft.playwright.Route;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A stand-in for the WMTS of 天地图: knows its matrices from a capabilities document of its form
 * (src/test/resources/page/tianditu-*.xml) and draws one red rectangle on the land. What is asked
 * for otherwise than the document says is refused and noted.
 */
final class TiandituTiles {

  static final double MIDDLE_LONGITUDE = 117.5965;
  static final double MIDDLE_LATITUDE = 40.8865;
  static final double HALF_WIDTH_DEGREES = 0.0004;
  static final double HALF_HEIGHT_DEGREES = 0.0002;

  /** Of the scale denominators: 96 dots an inch. */
  private static final double METRES_A_PIXEL = 0.0254 / 96;

  private static final double RADIUS_METRES = 6_378_137;
  private static final int SIZE = 256;

  private final String matrixSet;
  private final String key;
  private final Map<String, Matrix> matrices = new HashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  /** A level: upper left corner and size of a pixel in units of the CRS. */
  private record Matrix(double west, double north, double pixel, int width, int height) {}

  TiandituTiles(String matrixSet, String key) {
    this.matrixSet = matrixSet;
    this.key = key;
    NodeList levels = read().getElementsByTagName("TileMatrix");
    double unit = metric() ? 1 : Math.toRadians(1) * RADIUS_METRES;
    for (int i = 0; i < levels.getLength(); i++) {
      Element level = (Element) levels.item(i);
      String[] corner = text(level, "TopLeftCorner").split(" "); // the northing first
      matrices.put(
          text(level, "ows:Identifier"),
          new Matrix(
              Double.parseDouble(corner[1]),
              Double.parseDouble(corner[0]),
              Double.parseDouble(text(level, "ScaleDenominator")) * METRES_A_PIXEL / unit,
              Integer.parseInt(text(level, "MatrixWidth")),
              Integer.parseInt(text(level, "MatrixHeight"))));
    }
  }

  private boolean metric() {
    return matrixSet.equals("w");
  }

  private Element read() {
    String name = "/page/tianditu-" + matrixSet + ".xml";
    try (InputStream in = TiandituTiles.class.getResourceAsStream(name)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static String text(Element level, String name) {
    return level.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  /** What was asked for and is not there. */
  List<String> listRefused() {
    return List.copyOf(refused);
  }

  /** Answers a tile. */
  void answer(Route route) {
    URI asked = URI.create(route.request().url());
    Map<String, String> query = new HashMap<>();
    UriComponentsBuilder.fromUri(asked)
        .build()
        .getQueryParams()
        .toSingleValueMap()
        .forEach((name, value) -> query.put(name, UriUtils.decode(value, "UTF-8")));
    String layer = query.getOrDefault("LAYER", "");
    Matrix matrix = matrices.get(query.getOrDefault("TILEMATRIX", ""));
    int row = Integer.parseInt(query.getOrDefault("TILEROW", "-1"));
    int column = Integer.parseInt(query.getOrDefault("TILECOL", "-1"));
    Map<String, String> fixed =
        Map.of(
            "SERVICE",
            "WMTS",
            "REQUEST",
            "GetTile",
            "VERSION",
            "1.0.0",
            "STYLE",
            "default",
            "TILEMATRIXSET",
            matrixSet,
            "FORMAT",
            "tiles",
            "tk",
            key);
    boolean known =
        matrix != null
            && List.of("vec", "cva").contains(layer)
            && asked.getPath().equals("/tianditu/" + layer + "_" + matrixSet + "/wmts")
            && fixed.entrySet().stream().allMatch(e -> e.getValue().equals(query.get(e.getKey())))
            && row >= 0
            && row < matrix.height()
            && column >= 0
            && column < matrix.width();
    if (!known) {
      refused.add(asked.toString());
      route.fulfill(new Route.FulfillOptions().setStatus(404));
      return;
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("image/png")
            .setBodyBytes(draw(matrix, row, column, layer.equals("vec"))));
  }

  private byte[] draw(Matrix m, int row, int column, boolean filled) {
    BufferedImage tile = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; filled && y < SIZE; y++) {
      double latitude = latitude(m.north() - (row * SIZE + y + 0.5) * m.pixel());
      for (int x = 0; x < SIZE; x++) {
        double longitude = longitude(m.west() + (column * SIZE + x + 0.5) * m.pixel());
        boolean red =
            Math.abs(longitude - MIDDLE_LONGITUDE) < HALF_WIDTH_DEGREES
                && Math.abs(latitude - MIDDLE_LATITUDE) < HALF_HEIGHT_DEGREES;
        tile.setRGB(x, y, (red ? Color.RED : Color.WHITE).getRGB());
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(tile, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /** Spherical Mercator, or degrees as they are. */
  private double longitude(double easting) {
    return metric() ? Math.toDegrees(easting / RADIUS_METRES) : easting;
  }

  private double latitude(double northing) {
    return metric() ? Math.toDegrees(Math.atan(Math.sinh(northing / RADIUS_METRES))) : northing;
  }
}
