package org.jingtu.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jingtu.database.TestDatabaseInitializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed files beside the generated ones, for the tests. */
public final class SampleFiles {

  /** Folder of the sample, from the folder in which Maven runs the tests. */
  static final Path FOLDER = Path.of("sample-geodata");

  /** √(M·N) of CGCS2000 at 40.89° N: 6,362,798 m × 6,387,305 m. */
  private static final double MEAN_RADIUS_METRES = 6_375_040;

  private SampleFiles() {}

  /** The checks with the answers that they must get. */
  public static JsonNode expectedChecks() {
    return JsonMapper.shared().readTree(text("expected-checks.json"));
  }

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException("run the tests from the project's folder", e);
    }
  }

  /**
   * Area on the ellipsoid of a plane area in EPSG:4527. Gauss-Krüger enlarges lengths by k = 1 +
   * y²/2R² and so areas by k² = 1 + y²/R².
   *
   * @param y distance of its middle from the central meridian, in metres
   */
  static double ellipsoidalSquareMetres(double planeSquareMetres, double y) {
    double ratio = y / MEAN_RADIUS_METRES;
    return planeSquareMetres / (1 + ratio * ratio);
  }

  /**
   * Loads the sample county by its script into the service on this port; what is there is skipped.
   *
   * @return what the script said
   */
  public static String load(int port) throws IOException, InterruptedException {
    Path output = Files.createTempFile("load", ".txt");
    Process process =
        new ProcessBuilder(
                "bash",
                FOLDER.resolve("load.sh").toString(),
                "http://127.0.0.1:" + port,
                "admin",
                TestDatabaseInitializer.ADMIN_PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    String said = Files.readString(output);
    if (status != 0) {
      throw new AssertionError(said);
    }
    return said;
  }
}
