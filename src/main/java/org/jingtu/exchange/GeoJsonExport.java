package org.jingtu.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON FeatureCollection (RFC 7946), one feature a line. In EPSG:4490 it has no {@code crs}
 * member; in any other CRS it has the one of the 2008 specification, coordinates easting or
 * longitude first. Shells run counter-clockwise. Every feature has every property, null where it
 * has no value; {@code id} is the feature id. Extra values stand among the properties.
 */
final class GeoJsonExport implements ExportWriter {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              tools.jackson.core.json.JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .build();

  private final ExportPlan plan;
  private final JsonGenerator out;

  GeoJsonExport(Path file, ExportPlan plan) throws IOException {
    this.plan = plan;
    out = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    out.writeStartObject();
    out.writeStringProperty("type", "FeatureCollection");
    out.writeStringProperty("name", plan.collection().id());
    out.writeStringProperty("title", plan.collection().title());
    if (plan.crs().srid() != 4490) {
      out.writeName("crs");
      out.writeStartObject();
      out.writeStringProperty("type", "name");
      out.writeObjectPropertyStart("properties");
      out.writeStringProperty("name", crsName(plan.crs().srid()));
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeStringProperty(GeoJsonWalker.GENERATOR, GeoJsonWalker.JINGTU);
    out.writeArrayPropertyStart("features");
  }

  /** CRS84 is WGS 84 with longitude first, so there is no doubt about the order. */
  private static String crsName(int srid) {
    return srid == 4326 ? "urn:ogc:def:crs:OGC:1.3:CRS84" : "urn:ogc:def:crs:EPSG::" + srid;
  }

  @Override
  public void write(FeatureRow row, @Nullable Geometry geometry) {
    out.writeRaw('\n');
    out.writeStartObject();
    out.writeStringProperty("type", "Feature");
    out.writeStringProperty("id", Long.toString(row.feature()));
    out.writeObjectPropertyStart("properties");
    for (ExportColumn column : plan.columns()) {
      out.writeName(column.name());
      writeValue(column.extra() ? row.extra().get(column.name()) : column.value(row));
    }
    out.writeEndObject();
    out.writeName("geometry");
    writeGeometry(geometry);
    out.writeEndObject();
  }

  private void writeValue(@Nullable Object value) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Number number) {
      out.writeNumber(Numerals.of(number));
    } else if (value instanceof java.util.Map || value instanceof java.util.List) {
      out.writePOJO(value);
    } else {
      out.writeString(value.toString());
    }
  }

  private void writeGeometry(@Nullable Geometry geometry) {
    if (geometry == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringProperty("type", geometry.getGeometryType());
    out.writeName("coordinates");
    writeCoordinates(geometry);
    out.writeEndObject();
  }

  private void writeCoordinates(Geometry geometry) {
    if (geometry instanceof Point point) {
      writePosition(point.getX(), point.getY());
      return;
    }
    out.writeStartArray();
    if (geometry instanceof Polygon polygon) {
      writeRing(polygon.getExteriorRing(), true);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        writeRing(polygon.getInteriorRingN(i), false);
      }
    } else {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        writeCoordinates(geometry.getGeometryN(i));
      }
    }
    out.writeEndArray();
  }

  private void writeRing(LineString ring, boolean counterClockwise) {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    boolean backwards = Orientation.isCCW(vertices) != counterClockwise;
    int count = vertices.size();
    out.writeStartArray();
    for (int i = 0; i < count; i++) {
      int at = backwards ? count - 1 - i : i;
      writePosition(vertices.getX(at), vertices.getY(at));
    }
    out.writeEndArray();
  }

  private void writePosition(double x, double y) {
    out.writeStartArray();
    out.writeNumber(Numerals.of(x));
    out.writeNumber(Numerals.of(y));
    out.writeEndArray();
  }

  @Override
  public void complete() {
    out.writeRaw('\n');
    out.writeEndArray();
    out.writeEndObject();
  }

  @Override
  public void close() {
    out.close();
  }
}
