package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tiles of the form of 天地图, as its capabilities describe them, lie where they belong. The real
 * service is not asked: {@link TiandituTiles} stands for it.
 */
class BaseMapJourneyTest extends Office {

  private static final Pattern POSITION = Pattern.compile("东经 (\\d+\\.\\d+)° 北纬 (\\d+\\.\\d+)°");

  @ParameterizedTest
  @CsvSource({"EPSG:3857, w", "EPSG:4490, c"})
  void tilesOfBothMatrixSetsLieWhereTheirCapabilitiesSay(String crs, String matrixSet) {
    TiandituTiles tiles = new TiandituTiles(matrixSet, "a key");
    Page page = browser.openEmpty();
    page.route("**/api/map", route -> answer(route, crs));
    page.route("**/tianditu/**", tiles::answer);
    page.navigate(browser.address("#/parcel/130899001001GB00001"));
    awaitMap(page);
    assertThat(page.locator("#map")).hasAttribute("data-base", "TIANDITU");
    assertThat(page.locator(".ol-attribution")).containsText("天地图");

    double[] a = positionAt(page, 500, 200);
    double[] b = positionAt(page, 900, 650);
    double x = 500 + 400 * (TiandituTiles.MIDDLE_LONGITUDE - a[0]) / (b[0] - a[0]);
    double y = 200 + 450 * (TiandituTiles.MIDDLE_LATITUDE - a[1]) / (b[1] - a[1]);
    double halfWidth = 400 * TiandituTiles.HALF_WIDTH_DEGREES / (b[0] - a[0]);
    double halfHeight = 450 * TiandituTiles.HALF_HEIGHT_DEGREES / (a[1] - b[1]);
    page.waitForCondition(() -> isRed(picture(page), x, y));
    BufferedImage shown = picture(page);
    Browser.keep(page, "38-base-" + matrixSet);
    for (int side : new int[] {-1, 1}) { // three pixels within and beyond each edge
      assertThat(isRed(shown, x + side * (halfWidth - 3), y)).isTrue();
      assertThat(isRed(shown, x + side * (halfWidth + 3), y)).isFalse();
      assertThat(isRed(shown, x, y + side * (halfHeight - 3))).isTrue();
      assertThat(isRed(shown, x, y + side * (halfHeight + 3))).isFalse();
    }
    assertThat(tiles.listRefused()).isEmpty();
  }

  /** As the service answers with these settings. */
  private static void answer(Route route, String crs) {
    Map<String, String> settings =
        Map.of(
            "jingtu.map.kind", "tianditu",
            "jingtu.map.address", "/tianditu",
            "jingtu.map.key", "a key",
            "jingtu.map.crs", crs);
    Binder binder = new Binder(new MapConfigurationPropertySource(settings));
    BaseMap base = new BaseMap(binder.bindOrCreate("jingtu.map", MapSettings.class));
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody(JsonMapper.shared().writeValueAsString(base.view())));
  }

  private static double[] positionAt(Page page, int x, int y) {
    page.mouse().move(x - 1, y);
    page.mouse().move(x, y);
    Matcher found = POSITION.matcher(page.locator("#position").innerText());
    assertThat(found.find()).isTrue();
    return new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))};
  }

  private static BufferedImage picture(Page page) {
    try {
      return ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRed(BufferedImage picture, double x, double y) {
    Color colour = new Color(picture.getRGB((int) Math.round(x), (int) Math.round(y)));
    return colour.getRed() > 150 && colour.getGreen() < 110 && colour.getBlue() < 110;
  }
}
