package org.jingtu.reports;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.util.Map;

/** A text as a QR code. */
final class QrCode {

  private static final int MODULE_PIXELS = 4;

  private QrCode() {}

  /** Black on white, four pixels a module, with the quiet zone that readers need. */
  static BufferedImage of(String text) {
    try {
      BitMatrix bits =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      4));
      int size = bits.getWidth() * MODULE_PIXELS;
      BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          boolean black = bits.get(x / MODULE_PIXELS, y / MODULE_PIXELS);
          image.setRGB(x, y, black ? 0x000000 : 0xffffff);
        }
      }
      return image;
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text, e);
    }
  }
}
