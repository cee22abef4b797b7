package org.jingtu.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.util.List;
import org.jingtu.reports.MapPicture.MapLegend;

/** Scale bar, north arrow and legend of a map. */
final class MapFurniture {

  private static final Color INK = new Color(0x12324a);
  private static final Color PAPER = new Color(255, 255, 255, 225);

  private final Graphics2D pen;
  private final Font font;

  MapFurniture(Graphics2D pen, Font font) {
    this.pen = pen;
    this.font = font.deriveFont(20f);
  }

  /** A bar of a round length, at most a fifth of the map long, bottom left. */
  void scaleBar(double pixelsPerMetre) {
    double longest = MapPicture.WIDTH / 5.0 / pixelsPerMetre;
    double length = Math.pow(10, Math.floor(Math.log10(longest)));
    for (double step : new double[] {5, 2}) {
      if (length * step <= longest) {
        length *= step;
        break;
      }
    }
    int pixels = (int) Math.round(length * pixelsPerMetre);
    int x = 30;
    int y = MapPicture.HEIGHT - 34;
    String text = length >= 1000 ? plain(length / 1000) + " km" : plain(length) + " m";
    pen.setColor(PAPER);
    pen.fillRect(x - 12, y - 40, pixels + 24, 60);
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(3f));
    pen.drawLine(x, y, x + pixels, y);
    pen.drawLine(x, y - 9, x, y);
    pen.drawLine(x + pixels, y - 9, x + pixels, y);
    pen.setFont(font);
    pen.drawString(text, x + pixels / 2 - pen.getFontMetrics().stringWidth(text) / 2, y - 12);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  void northArrow() {
    int x = MapPicture.WIDTH - 60;
    pen.setColor(PAPER);
    pen.fillRect(x - 26, 16, 52, 104);
    pen.setColor(INK);
    pen.fill(new Polygon(new int[] {x, x - 15, x}, new int[] {50, 110, 96}, 3));
    pen.setStroke(new BasicStroke(2f));
    pen.draw(new Polygon(new int[] {x, x + 15, x}, new int[] {50, 110, 96}, 3));
    pen.setFont(font.deriveFont(26f));
    pen.drawString("N", x - pen.getFontMetrics().stringWidth("N") / 2, 42);
  }

  void legend(MapLegend legend) {
    List<MapLegend.Entry> entries = legend.severities();
    pen.setFont(font);
    int width =
        80
            + Math.max(
                Math.max(
                    pen.getFontMetrics().stringWidth(legend.parcel()),
                    pen.getFontMetrics().stringWidth(legend.neighbours())),
                entries.stream()
                    .mapToInt(e -> pen.getFontMetrics().stringWidth(e.title()))
                    .max()
                    .orElse(0));
    boolean alone = legend.neighbours().isEmpty();
    int height = 34 * ((alone ? 1 : 2) + entries.size()) + 16;
    int x = MapPicture.WIDTH - width - 16;
    int y = MapPicture.HEIGHT - height - 16;
    pen.setColor(PAPER);
    pen.fillRect(x, y, width, height);
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(5f));
    int line = y + 25;
    pen.drawLine(x + 12, line, x + 52, line);
    text(legend.parcel(), x, line);
    if (!alone) {
      line += 34;
      pen.setColor(new Color(0xb8bec4));
      pen.setStroke(new BasicStroke(2f));
      pen.drawLine(x + 12, line, x + 52, line);
      text(legend.neighbours(), x, line);
    }
    for (MapLegend.Entry entry : entries) {
      line += 34;
      pen.setPaint(SeverityLook.hatching(entry.severity()));
      pen.fillRect(x + 12, line - 10, 40, 20);
      pen.setColor(SeverityLook.of(entry.severity()));
      pen.setStroke(new BasicStroke(2f));
      pen.drawRect(x + 12, line - 10, 40, 20);
      text(entry.title(), x, line);
    }
  }

  private void text(String text, int x, int line) {
    pen.setColor(INK);
    pen.drawString(text, x + 64, line + 7);
  }
}
