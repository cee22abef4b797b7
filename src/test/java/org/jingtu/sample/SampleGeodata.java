package org.jingtu.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.exchange.ShapefileWriter;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryEditor;

/**
 * Makes the files of {@code sample-geodata/}: one zipped shapefile a layer. The contents are the
 * same in every run; only the compression may differ between versions of zlib.
 */
public final class SampleGeodata {

  /** Date in the headers of the tables and of the zip entries. */
  private static final LocalDate MADE = LocalDate.of(2026, 1, 1);

  /** A ten-millionth of a millimetre would differ between processors; a tenth of one does not. */
  private static final double DEGREES_SCALE = 1e9;

  private static final List<String> ENDINGS = List.of("shp", "shx", "dbf", "prj", "cpg");

  private final CoordinateSystems systems;

  private SampleGeodata(CoordinateSystems systems) {
    this.systems = systems;
  }

  /**
   * Writes all files.
   *
   * @param arguments the folder to write to, made if it is not there
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: SampleGeodata OUTPUT_FOLDER");
    }
    write(Path.of(arguments[0]));
  }

  /** All layers in the order in which they are loaded. */
  static List<Layer> layers() {
    return Stream.concat(
            Stream.of(
                SiteLayers.areas(),
                SiteLayers.points(),
                ZoneLayers.controlZones(),
                ZoneLayers.groundwaterZones(),
                ZoneLayers.waterSources(),
                ZoneLayers.ecologicalRedline(),
                PlaceLayers.unitAreas(),
                PlaceLayers.unitPoints(),
                PlaceLayers.placeAreas(),
                PlaceLayers.placePoints(),
                LandLayers.currentLandUse(),
                LandLayers.planLandUse(),
                LandLayers.urbanDevelopmentBoundary(),
                FarmLayers.permanentBasicFarmland(),
                LandLayers.parcels(),
                LandLayers.neighbourParcels()),
            FarmLayers.farmlandClasses().stream())
        .toList();
  }

  /** Writes all layers as zipped shapefiles into the folder. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    SampleGeodata sample =
        new SampleGeodata(new CoordinateSystems(System.getProperty("java.io.tmpdir")));
    for (Layer layer : layers()) {
      sample.write(layer, folder);
    }
  }

  private void write(Layer layer, Path folder) throws IOException {
    Path work = Files.createTempDirectory("jingtu-sample");
    try {
      Charset charset =
          layer.text() == Layer.Text.UTF8_CPG ? StandardCharsets.UTF_8 : Charset.forName("GBK");
      Crs crs = systems.getCrs("EPSG:" + layer.srid());
      try (ShapefileWriter writer =
          new ShapefileWriter(work, layer.file(), crs, charset, layer.fields(), MADE)) {
        for (Layer.Row row : layer.rows()) {
          writer.write(inCrs(row.geometry(), crs), row.values());
        }
        if (writer.cutTexts() > 0) {
          throw new IllegalStateException(layer.file() + ": a field is too narrow");
        }
      }
      zip(layer, work, folder.resolve(layer.file() + ".zip"));
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        files.forEach(SampleGeodata::delete);
      }
      Files.delete(work);
    }
  }

  private @Nullable Geometry inCrs(@Nullable Geometry geometry, Crs crs) {
    if (geometry == null || crs.srid() == Plane.FACTORY.getSRID()) {
      return geometry;
    }
    Geometry lonLat = systems.toStorage(geometry, systems.getCrs("EPSG:4527"));
    return new GeometryEditor(new GeometryFactory(new PrecisionModel(), crs.srid()))
        .edit(
            lonLat,
            new GeometryEditor.CoordinateSequenceOperation() {
              @Override
              public org.locationtech.jts.geom.CoordinateSequence edit(
                  org.locationtech.jts.geom.CoordinateSequence vertices, Geometry part) {
                for (int i = 0; i < vertices.size(); i++) {
                  vertices.setOrdinate(i, 0, rounded(vertices.getX(i)));
                  vertices.setOrdinate(i, 1, rounded(vertices.getY(i)));
                }
                return vertices;
              }
            });
  }

  private static double rounded(double degrees) {
    return StrictMath.rint(degrees * DEGREES_SCALE) / DEGREES_SCALE;
  }

  private static void zip(Layer layer, Path work, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (String ending : ENDINGS) {
        if (ending.equals("cpg") && layer.text() == Layer.Text.GBK_LDID) {
          continue;
        }
        String name = layer.file() + "." + ending;
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(MADE, java.time.LocalTime.NOON));
        zip.putNextEntry(entry);
        Files.copy(work.resolve(name), zip);
        zip.closeEntry();
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
