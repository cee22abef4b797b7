package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where places of the land lie on the screen, by what the page says of the position under the
 * pointer at two corners of a map that is at rest. For a map of a few kilometres: it takes degrees
 * as evenly spread.
 */
record Ground(
    double west, double north, double degreesAcross, double degreesDown, BoundingBox map) {

  private static final Pattern DEGREES = Pattern.compile("东经 ([0-9.]+)° 北纬 ([0-9.]+)°");
  private static final int INSET = 30; // pixels, clear of the tools' corners

  /** As it is shown now. */
  static Ground of(Page page) {
    BoundingBox map = page.locator("#map").boundingBox();
    double bottom = map.height - 120;
    double top = 120; // below the tools
    double[] a = under(page, map.x + INSET, map.y + top);
    double[] b = under(page, map.x + map.width - INSET, map.y + bottom);
    double across = (b[0] - a[0]) / (map.width - 2 * INSET);
    double down = (b[1] - a[1]) / (bottom - top);
    return new Ground(a[0] - INSET * across, a[1] - top * down, across, down, map);
  }

  /** Pixels of the page, right and down. */
  double[] pixel(double longitude, double latitude) {
    return new double[] {
      map.x + (longitude - west) / degreesAcross, map.y + (latitude - north) / degreesDown
    };
  }

  private static double[] under(Page page, double x, double y) {
    page.mouse().move(x - 1, y);
    page.mouse().move(x, y);
    Matcher degrees = DEGREES.matcher(page.locator("#position").textContent());
    assertThat(degrees.find()).isTrue();
    return new double[] {
      Double.parseDouble(degrees.group(1)), Double.parseDouble(degrees.group(2))
    };
  }
}
