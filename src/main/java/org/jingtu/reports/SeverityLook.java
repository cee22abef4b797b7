package org.jingtu.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * Colour and hatching of each severity: also told apart in grey. The page uses the same colours.
 */
final class SeverityLook {

  private static final Map<String, Color> COLOURS =
      Map.of(
          "PROHIBITED", new Color(0xb3261e),
          "SUSPENDED", new Color(0xb4540a),
          "CONDITIONAL", new Color(0x856a00),
          "NOTICE", new Color(0x1d5fa8),
          "CLEAR", new Color(0x1e6b3a));

  private static final int TILE = 16;

  private SeverityLook() {}

  static Color of(String severity) {
    return COLOURS.getOrDefault(severity, Color.DARK_GRAY);
  }

  /** Prohibited: crossed; suspended: rising; conditional: falling; notice: level lines. */
  static Paint hatching(String severity) {
    BufferedImage tile = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = tile.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Color colour = of(severity);
    pen.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 38));
    pen.fillRect(0, 0, TILE, TILE);
    pen.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
    pen.setStroke(new BasicStroke(1.6f));
    boolean crossed = severity.equals("PROHIBITED");
    if (crossed || severity.equals("SUSPENDED")) {
      pen.drawLine(0, TILE, TILE, 0);
    }
    if (crossed || severity.equals("CONDITIONAL")) {
      pen.drawLine(0, 0, TILE, TILE);
    }
    if (severity.equals("NOTICE")) {
      pen.drawLine(0, TILE / 2, TILE, TILE / 2);
    }
    pen.dispose();
    return new TexturePaint(tile, new Rectangle(TILE, TILE));
  }
}
