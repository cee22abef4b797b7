package org.jingtu.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Draws the scene of an opinion, north up, longitudes shortened by the cosine of the latitude (true
 * to shape over the few kilometres that it shows).
 */
final class MapPicture {

  static final int WIDTH = 1400;
  static final int HEIGHT = 860;

  /** More corners than this are not numbered on the map; the table has them all. */
  private static final int NUMBERED_CORNERS = 40;

  private static final double MARGIN = 0.35;

  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();
  private final Scene scene;
  private final Font font;
  private final Coordinate middle;
  private final double cosine;
  private final double pixelsPerDegree;

  private MapPicture(Scene scene, Font font) {
    this.scene = scene;
    this.font = font;
    Envelope window = new Envelope(scene.parcel().getEnvelopeInternal());
    Envelope parcel = new Envelope(window);
    // what was found near the plot is shown too, as far as the plot stays readable
    double far = 2 * Math.max(Math.max(parcel.getWidth(), parcel.getHeight()), 5e-4);
    Envelope most = new Envelope(parcel);
    most.expandBy(far);
    scene.hits().forEach(h -> window.expandToInclude(clip(h.geometry(), most)));
    this.middle = window.centre();
    this.cosine = Math.cos(Math.toRadians(middle.getY()));
    double width = Math.max(window.getWidth(), 2e-4) * cosine * (1 + 2 * MARGIN);
    double height = Math.max(window.getHeight(), 2e-4) * (1 + 2 * MARGIN);
    this.pixelsPerDegree = Math.min(WIDTH / width, HEIGHT / height);
  }

  /**
   * Draws.
   *
   * @param font with the characters of the labels
   * @param legend words of the legend, beside {@code severity.X} of the severities
   */
  static BufferedImage of(Scene scene, Font font, MapLegend legend) {
    MapPicture picture = new MapPicture(scene, font);
    picture.draw(legend);
    return picture.image;
  }

  private static Envelope clip(Geometry geometry, Envelope most) {
    return geometry.getEnvelopeInternal().intersection(most);
  }

  private void draw(MapLegend legend) {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setStroke(new BasicStroke(1.2f));
    pen.setColor(new Color(0xb8bec4));
    scene.neighbours().forEach(g -> pen.draw(path(g)));
    for (Scene.Shape hit : scene.hits()) {
      drawHit(hit);
    }
    pen.setColor(new Color(0x12324a));
    pen.setStroke(new BasicStroke(5f));
    pen.draw(path(scene.parcel()));
    scene.hits().forEach(this::label);
    numberCorners();
    MapFurniture furniture = new MapFurniture(pen, font);
    furniture.scaleBar(pixelsPerDegree / metresPerDegree());
    furniture.northArrow();
    furniture.legend(legend);
    pen.setColor(new Color(0x556270));
    pen.setStroke(new BasicStroke(2f));
    pen.drawRect(1, 1, WIDTH - 3, HEIGHT - 3);
    pen.dispose();
  }

  /** Length of a degree of latitude here, metres (GRS 80 series). */
  private double metresPerDegree() {
    double latitude = Math.toRadians(middle.getY());
    return 111_132.95 - 559.85 * Math.cos(2 * latitude) + 1.17 * Math.cos(4 * latitude);
  }

  private void drawHit(Scene.Shape hit) {
    Color colour = SeverityLook.of(hit.severity());
    if (hit.geometry() instanceof Point point) {
      Coordinate at = pixel(point.getCoordinate());
      pen.setColor(colour);
      pen.fillOval((int) at.x - 9, (int) at.y - 9, 18, 18);
      return;
    }
    Shape shape = path(hit.geometry());
    pen.setPaint(SeverityLook.hatching(hit.severity()));
    pen.fill(shape);
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(3f));
    pen.draw(shape);
  }

  private void label(Scene.Shape hit) {
    Geometry visible =
        hit.geometry().getDimension() == 2
            ? hit.geometry().getEnvelope().intersection(windowOf(hit.geometry()))
            : hit.geometry();
    if (visible.isEmpty()) {
      return;
    }
    Coordinate at = pixel(besideThePlot(visible).getCoordinate());
    pen.setFont(font.deriveFont(24f));
    halo(hit.label(), (int) at.x - pen.getFontMetrics().stringWidth(hit.label()) / 2, (int) at.y);
  }

  /** Where a label hides neither corners nor edges of the plot, if there is room for it. */
  private Geometry besideThePlot(Geometry visible) {
    Geometry beside =
        visible.getDimension() == 2
            ? visible.difference(scene.parcel().getEnvelope())
            : visible.getFactory().createPoint();
    return beside.getArea() > visible.getArea() / 5
        ? beside.getInteriorPoint()
        : visible.getCentroid();
  }

  private Geometry windowOf(Geometry like) {
    double halfWidth = WIDTH / 2.0 / pixelsPerDegree / cosine * 0.9;
    double halfHeight = HEIGHT / 2.0 / pixelsPerDegree * 0.9;
    return like.getFactory()
        .toGeometry(
            new Envelope(
                middle.x - halfWidth,
                middle.x + halfWidth,
                middle.y - halfHeight,
                middle.y + halfHeight));
  }

  private void numberCorners() {
    if (scene.corners().size() > NUMBERED_CORNERS) {
      return;
    }
    pen.setFont(font.deriveFont(22f));
    for (Scene.Corner corner : scene.corners()) {
      Coordinate at = pixel(corner.lonLat());
      pen.setColor(new Color(0x12324a));
      pen.fillOval((int) at.x - 5, (int) at.y - 5, 10, 10);
      halo("J" + corner.number(), (int) at.x + 8, (int) at.y - 8);
    }
  }

  private void halo(String text, int x, int y) {
    pen.setColor(Color.WHITE);
    for (int[] d : new int[][] {{-2, 0}, {2, 0}, {0, -2}, {0, 2}}) {
      pen.drawString(text, x + d[0], y + d[1]);
    }
    pen.setColor(new Color(0x12324a));
    pen.drawString(text, x, y);
  }

  private Coordinate pixel(Coordinate lonLat) {
    return new Coordinate(
        WIDTH / 2.0 + (lonLat.x - middle.x) * cosine * pixelsPerDegree,
        HEIGHT / 2.0 - (lonLat.y - middle.y) * pixelsPerDegree);
  }

  private Path2D path(Geometry geometry) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon) {
        ring(path, polygon.getExteriorRing().getCoordinates());
        for (int r = 0; r < polygon.getNumInteriorRing(); r++) {
          ring(path, polygon.getInteriorRingN(r).getCoordinates());
        }
      }
    }
    return path;
  }

  private void ring(Path2D path, Coordinate[] ring) {
    for (int i = 0; i < ring.length; i++) {
      Coordinate at = pixel(ring[i]);
      if (i == 0) {
        path.moveTo(at.x, at.y);
      } else {
        path.lineTo(at.x, at.y);
      }
    }
    path.closePath();
  }

  /** Words of the legend: what the lines and hatchings mean, in the order in which they appear. */
  record MapLegend(String parcel, String neighbours, List<Entry> severities) {
    record Entry(String severity, String title) {}
  }
}
