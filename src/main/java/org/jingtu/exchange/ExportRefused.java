package org.jingtu.exchange;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** An export that cannot be done as asked, though the request is understood. */
final class ExportRefused extends Problem {

  private ExportRefused(String code, HttpStatus status, Object... arguments) {
    super(code, status, arguments);
  }

  /** A text has a character that the charset has not. */
  static ExportRefused notInCharset(String charset, String feature, String field, String text) {
    return new ExportRefused(
        "EXPORT_TEXT_NOT_IN_CHARSET",
        HttpStatus.UNPROCESSABLE_CONTENT,
        charset,
        feature,
        field,
        text);
  }

  /** A feature lies so far from the zone of the CRS that its coordinates would not be exact. */
  static ExportRefused outsideCrs(String crs, String feature, String better) {
    return new ExportRefused(
        "EXPORT_OUTSIDE_CRS", HttpStatus.UNPROCESSABLE_CONTENT, crs, feature, better);
  }

  /** The format has a limit on its size. */
  static ExportRefused tooLarge(String format, String limit) {
    return new ExportRefused("EXPORT_TOO_LARGE", HttpStatus.UNPROCESSABLE_CONTENT, format, limit);
  }

  /** Too many others export at the moment. */
  static ExportRefused busy(int seconds) {
    ExportRefused busy =
        new ExportRefused(
            "EXPORTS_BUSY", HttpStatus.SERVICE_UNAVAILABLE, Integer.toString(seconds));
    busy.header("Retry-After", Integer.toString(seconds));
    return busy;
  }
}
