package org.jingtu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/** What is asked for items of the land use: addresses, and the SQL that answers the same. */
final class OgcCases {

  static final String COLLECTION = "current-land-use";
  static final String ITEMS = "/ogc/collections/" + COLLECTION + "/items";

  private static final double CELL_METRES = 63;
  private static final double METRE_NORTH = 1 / 111_045.0;

  /** A kind of request: address by address the question to the database. */
  record Case(String name, List<String> queries, List<OgcFloor.Question> questions) {

    List<String> paths() {
      return queries.stream().map(query -> ITEMS + query).toList();
    }
  }

  private final List<Polygon> plots;

  OgcCases(List<Polygon> plots) {
    this.plots = plots;
  }

  /** Every kind. */
  List<Case> list(List<Long> ids) {
    return List.of(
        boxes("bbox 10", 10),
        boxes("bbox 1,000", 1_000),
        boxes("bbox 10,000", 9_500),
        items(ids),
        filter());
  }

  /** Boxes that hold about this many cells; fewer requests where more is read. */
  private Case boxes(String name, int features) {
    List<String> queries = new ArrayList<>();
    List<OgcFloor.Question> questions = new ArrayList<>();
    int count = Math.max(20, features <= 10 ? plots.size() : 250 * plots.size() / features);
    for (int i = 0; i < Math.min(count, plots.size()); i++) {
      double[] box = box(plots.get(i), features);
      queries.add("?limit=10000&bbox=" + text(box));
      questions.add(OgcFloor.Question.of(box, null));
    }
    return new Case(name, queries, questions);
  }

  private static Case items(List<Long> ids) {
    return new Case(
        "item by id",
        ids.stream().map(id -> "/" + id).toList(),
        ids.stream().map(OgcFloor.Question::of).toList());
  }

  private Case filter() {
    List<String> queries = new ArrayList<>();
    List<OgcFloor.Question> questions = new ArrayList<>();
    for (int i = 0; i < Math.min(plots.size(), Math.max(5, plots.size() / 4)); i++) {
      double[] box = box(plots.get(i), 1_000);
      queries.add(
          "?limit=10000&filter=landUse%3D%270702%27%20AND%20S_INTERSECTS(geometry,BBOX("
              + text(box)
              + "))");
      questions.add(OgcFloor.Question.of(box, "0702"));
    }
    return new Case("filter", queries, questions);
  }

  private static double[] box(Polygon plot, int features) {
    Coordinate middle = plot.getEnvelopeInternal().centre();
    double half = Math.max(0.5, Math.sqrt(features) - 1) * CELL_METRES / 2;
    double north = half * METRE_NORTH;
    double east = north / Math.cos(Math.toRadians(middle.y));
    return new double[] {middle.x - east, middle.y - north, middle.x + east, middle.y + north};
  }

  private static String text(double[] box) {
    return String.format(Locale.ROOT, "%.9f,%.9f,%.9f,%.9f", box[0], box[1], box[2], box[3]);
  }
}
