package org.jingtu.geo;

import java.util.function.ObjIntConsumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryEditor;

/** Rewrites the vertices of a geometry, a whole line or ring at a time. */
final class Vertices {

  /** Makes geometries of the storage system. */
  static final GeometryFactory STORAGE = factory(4490);

  private Vertices() {}

  static GeometryFactory factory(int srid) {
    return new GeometryFactory(new PrecisionModel(), srid);
  }

  /**
   * A copy with every array of pairs (x, y) given to {@code change} with the number of pairs, which
   * replaces them in place.
   */
  static Geometry map(Geometry geometry, GeometryFactory factory, ObjIntConsumer<double[]> change) {
    return new GeometryEditor(factory)
        .edit(
            geometry,
            new GeometryEditor.CoordinateSequenceOperation() {
              @Override
              public CoordinateSequence edit(CoordinateSequence vertices, Geometry part) {
                double[] pairs = toPairs(vertices);
                change.accept(pairs, vertices.size());
                return toSequence(pairs, factory);
              }
            });
  }

  static double[] toPairs(CoordinateSequence vertices) {
    double[] pairs = new double[2 * vertices.size()];
    for (int i = 0; i < vertices.size(); i++) {
      pairs[2 * i] = vertices.getX(i);
      pairs[2 * i + 1] = vertices.getY(i);
    }
    return pairs;
  }

  static CoordinateSequence toSequence(double[] pairs, GeometryFactory factory) {
    Coordinate[] coordinates = new Coordinate[pairs.length / 2];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = new Coordinate(pairs[2 * i], pairs[2 * i + 1]);
    }
    return factory.getCoordinateSequenceFactory().create(coordinates);
  }
}
