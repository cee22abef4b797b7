package org.jingtu.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jingtu.geo.Validity;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.springframework.util.FileSystemUtils;

/**
 * Whatever bytes a reader gets, only rows, problems of rows and refusals ({@link Problem}) come of
 * them, and soon.
 *
 * <p>In the build the seeds and the inputs in {@code ReaderFuzzTestInputs} run, and some hundred
 * mutations that are the same every time. With {@code JAZZER_FUZZ=1} one method fuzzes for ten
 * minutes; docs/how-to-add-a-format.md has the command, and the figures of the runs that were made.
 */
class ReaderFuzzTest {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** While fuzzing, the first use of a class counts what its instrumentation takes. */
  private static final long MOST_ALLOCATED_BYTES =
      System.getenv("JAZZER_FUZZ") == null ? 64L << 20 : 1L << 30;

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // of the JDK: counts allocations
  private static final int MUTATIONS = 300;

  private static final String PLOT =
      """
      计量单位=米
      [地块坐标]
      10,0.96,1,地块一,面,J50G001,住宅用地,0701,@
      J1,1,4500000.000,39500000.000
      J2,1,4500100.000,39500000.000
      J3,1,4500100.000,39500100.000
      J4,1,4500000.000,39500100.000
      J1,1,4500000.000,39500000.000
      J5,2,4500040.000,39500040.000
      J6,2,4500040.000,39500060.000
      J7,2,4500060.000,39500060.000
      J5,2,4500040.000,39500040.000
      """;

  private static final Path FOLDER = folder();

  private static Path folder() {
    try {
      return Files.createTempDirectory("jingtu-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("shpSeeds")
  @FuzzTest(maxDuration = "10m")
  void shp(byte[] bytes) {
    shapefile(bytes, "shp");
  }

  @MethodSource("dbfSeeds")
  @FuzzTest(maxDuration = "10m")
  void dbf(byte[] bytes) {
    shapefile(bytes, "dbf");
  }

  @MethodSource("txtSeeds")
  @FuzzTest(maxDuration = "10m")
  void txt(byte[] bytes) {
    soon(
        () -> {
          Path file = write("fuzz.txt", bytes);
          drain(BoundaryTextReader.open(file, "fuzz", Fixtures.SYSTEMS, Sources.REPAIR));
        });
  }

  @MethodSource("geojsonSeeds")
  @FuzzTest(maxDuration = "10m")
  void geojson(byte[] bytes) {
    soon(
        () -> {
          Path file = write("fuzz.geojson", bytes);
          drain(GeoJsonReader.open(file, "fuzz", Fixtures.SYSTEMS, Sources.REPAIR));
        });
  }

  @MethodSource("gpkgSeeds")
  @FuzzTest(maxDuration = "10m")
  void gpkg(byte[] bytes) {
    soon(
        () -> {
          Path file = write("fuzz.gpkg", bytes);
          drain(GpkgReader.open(file, Fixtures.SYSTEMS, Sources.REPAIR));
        });
  }

  @MethodSource("csvSeeds")
  @FuzzTest(maxDuration = "10m")
  void csv(byte[] bytes) {
    soon(
        () -> {
          Path file = write("fuzz.csv", bytes);
          drain(CsvReader.open(file, "fuzz", Fixtures.SYSTEMS, Sources.REPAIR));
        });
  }

  @MethodSource("zipSeeds")
  @FuzzTest(maxDuration = "10m")
  void zip(byte[] bytes) {
    soon(
        () -> {
          Path file = write("fuzz.zip", bytes);
          Path work = FOLDER.resolve("unpacked"); // every upload has an empty one
          FileSystemUtils.deleteRecursively(work);
          Files.createDirectory(work);
          drain(UploadedFiles.open(file, "fuzz.zip", work, Sources.REPAIR, Fixtures.SYSTEMS));
        });
  }

  /** Each reader, a few hundred damaged files, the same in every build. */
  @ParameterizedTest
  @ValueSource(strings = {"shp", "dbf", "txt", "geojson", "gpkg", "csv", "zip"})
  void mutations(String reader) throws Exception {
    Random random = new Random(16);
    byte[][] seeds = seeds(reader).map(seed -> (byte[]) seed.get()[0]).toArray(byte[][]::new);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = Mutations.mutate(seeds[random.nextInt(seeds.length)], random);
      switch (reader) {
        case "shp" -> shp(mutant);
        case "dbf" -> dbf(mutant);
        case "txt" -> txt(mutant);
        case "geojson" -> geojson(mutant);
        case "gpkg" -> gpkg(mutant);
        case "csv" -> csv(mutant);
        default -> zip(mutant);
      }
    }
  }

  private static void shapefile(byte[] bytes, String part) {
    soon(
        () -> {
          Path shp = FOLDER.resolve("zone39_gbk.shp");
          if (!Files.exists(shp)) {
            Fixtures.copy("zone39_gbk", FOLDER);
          }
          Path other = shp.resolveSibling("fuzz." + part);
          Files.write(other, bytes);
          boolean isShp = part.equals("shp");
          Path geometries = isShp ? other : shp;
          Path table = isShp ? shp.resolveSibling("zone39_gbk.dbf") : other;
          Path prj = shp.resolveSibling("zone39_gbk.prj");
          // without .prj the extent is looked at; without .cpg the content of all texts
          for (Path known : new Path[] {prj, null}) {
            try {
              ShapefileParts parts =
                  new ShapefileParts("fuzz", geometries, null, table, known, null, null);
              drain(ShapefileReader.open(parts, Fixtures.SYSTEMS, Sources.REPAIR));
            } catch (Problem refused) {
              assertThat(refused.code()).isNotBlank();
            }
          }
        });
  }

  private static Path write(String name, byte[] bytes) throws IOException {
    return Files.write(FOLDER.resolve(name), bytes);
  }

  private static void drain(FeatureSource source) throws IOException {
    try (source) {
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        assertThat(row.values()).hasSameSizeAs(source.info().fields());
        Geometry geometry = row.geometry();
        if (geometry != null) {
          Validity.findFlaw(geometry);
          RingCloser.before(geometry);
        }
      }
      source.fileProblems();
    }
  }

  /** What is made once for all files is not counted against the first. */
  @BeforeAll
  static void warm() {
    for (String crs : new String[] {"EPSG:4490", "EPSG:4527", "EPSG:4548", "EPSG:4326"}) {
      Fixtures.SYSTEMS.getCrs(crs).toPrj();
    }
    try {
      shapefile(Files.readAllBytes(Fixtures.file("zone39_gbk.shp")), "shp");
    } catch (IOException | AssertionError e) {
      // said by the seed itself
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void soon(Reading reading) {
    long start = THREADS.getCurrentThreadCpuTime(); // a busy machine makes nothing slow
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reading.run();
    } catch (Problem refused) {
      assertThat(refused.code()).isNotBlank();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(THREADS.getCurrentThreadCpuTime() - start)
        .as("nanoseconds of processor time")
        .isLessThan(LONGEST_NANOS);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
        .as("bytes allocated, also those freed again")
        .isLessThan(MOST_ALLOCATED_BYTES);
  }

  private static Stream<Arguments> seeds(String reader) throws IOException {
    return switch (reader) {
      case "shp" -> shpSeeds();
      case "dbf" -> dbfSeeds();
      case "txt" -> txtSeeds();
      case "geojson" -> geojsonSeeds();
      case "gpkg" -> gpkgSeeds();
      case "csv" -> csvSeeds();
      default -> zipSeeds();
    };
  }

  static Stream<Arguments> shpSeeds() throws IOException {
    return files("zone39_gbk.shp", "meridian114_z.shp", "wgs84_m.shp", "points_z.shp", "lines.shp");
  }

  static Stream<Arguments> dbfSeeds() throws IOException {
    return files("zone39_gbk.dbf", "zone39_utf8.dbf", "points_z.dbf");
  }

  static Stream<Arguments> geojsonSeeds() throws IOException {
    return files("zone39.geojson", "rfc7946.geojson", "lines.geojsonl", "separated.geojsons");
  }

  static Stream<Arguments> gpkgSeeds() throws IOException {
    return files("small.gpkg"); // a larger one makes every turn slow
  }

  static Stream<Arguments> csvSeeds() throws IOException {
    String typed =
        "\"code\",\"n\",\"b\",\"WKT\"\n\"1\",2.5,true,\"POLYGON ((117 41,118 41,118 42))\"\n";
    return Stream.concat(
        Stream.of(Arguments.of((Object) typed.getBytes(UTF_8))),
        files("zone39_wkt.csv", "zone39_wkt_gbk.csv", "points.csv", "survey.csv"));
  }

  static Stream<Arguments> txtSeeds() {
    return Stream.of("", "带号=39\n", "几度分带=3\n坐标系=2000国家大地坐标系\n")
        .map(more -> "[属性描述]\n" + more + PLOT)
        .flatMap(text -> Stream.of(text.getBytes(UTF_8), text.getBytes(Charsets.GB18030)))
        .map(text -> Arguments.of((Object) text));
  }

  static Stream<Arguments> zipSeeds() throws IOException {
    return Stream.of(Arguments.of((Object) Plots.zip(Plots.row("FUZZ", "130898", 2))));
  }

  private static Stream<Arguments> files(String... names) throws IOException {
    Stream.Builder<Arguments> seeds = Stream.builder();
    for (String name : names) {
      seeds.add(Arguments.of((Object) Files.readAllBytes(Fixtures.file(name))));
    }
    return seeds.build();
  }
}
