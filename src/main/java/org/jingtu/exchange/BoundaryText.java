package org.jingtu.exchange;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a 勘测定界 coordinate text into its description and its parcels, as they are written: a
 * section [属性描述] of key=value lines, a section [地块坐标] in which every parcel begins with a line that
 * ends in @ and goes on with a line for each point. Also read: 【】 round a section, blanks before
 * it, commas of full width, no sections at all, and points without a parcel line.
 */
final class BoundaryText implements AutoCloseable {

  /** Between the eight fields and the @ of a parcel's line. */
  private static final int COMMAS = 8;

  private static final Pattern SECTION = Pattern.compile("[\\[【［]\\s*(.+?)\\s*[\\]】］]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,12}(?:\\.\\d{0,20})?");
  private static final int MOST_DESCRIPTIONS = 200;

  private final BoundedLines lines;
  private final Map<String, String> description = new LinkedHashMap<>();
  private final Map<String, Integer> rings = new HashMap<>();
  private boolean inCoordinates = true;
  private @Nullable Parcel begun;
  private long count;

  BoundaryText(Reader reader) {
    lines = new BoundedLines(reader);
  }

  /**
   * A point as written.
   *
   * @param ring 圈号, as a small number of our own
   */
  record Vertex(int ring, double first, double second, long line) {}

  /**
   * A parcel as written.
   *
   * @param tokens what its line has before the @; empty if it has no line
   * @param vertices in the order of the file
   * @param notes lines that are no points
   */
  record Parcel(List<String> tokens, List<Vertex> vertices, RowNotes notes) {}

  /** Keys and values of [属性描述], as far as read. */
  Map<String, String> description() {
    return description;
  }

  /** Whether a line looks like one of this format: a section, a parcel or a point. */
  static boolean looksLike(String line) {
    String plain = normalise(line);
    Matcher section = SECTION.matcher(plain);
    return section.matches() && section.group(1).matches("属性描述|地块坐标|项目信息|扩展信息")
        || plain.endsWith(",@")
        || point(plain, split(plain)) != null;
  }

  /** Whether a line names the columns of points. */
  static boolean isTitle(String line) {
    return line.contains("点号") && line.length() < 100;
  }

  /** The next parcel; null at the end. */
  @Nullable Parcel next() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      Parcel finished = take(normalise(line));
      if (finished != null) {
        return finished;
      }
    }
    Parcel last = begun;
    begun = null;
    return last;
  }

  /** Takes a line; returns the parcel before it if the line begins another. */
  private @Nullable Parcel take(String line) {
    if (line.isEmpty() || isTitle(line)) {
      return null;
    }
    Matcher section = SECTION.matcher(line);
    if (section.matches()) {
      inCoordinates = section.group(1).contains("坐标");
      return null;
    }
    if (line.endsWith("@")) {
      inCoordinates = true;
      Parcel finished = begun;
      begun = begin(line.substring(0, line.length() - 1));
      return finished;
    }
    String[] tokens = split(line);
    double[] point = point(line, tokens);
    if (point != null && (inCoordinates || begun != null)) {
      add(tokens, point);
    } else if (!describes(line)) {
      misfit(line);
    }
    return null;
  }

  private Parcel begin(String line) {
    List<String> tokens = new ArrayList<>(List.of(line.split(",", -1)));
    tokens.replaceAll(String::strip);
    if (line.endsWith(",")) {
      tokens.remove(tokens.size() - 1);
    }
    rings.clear();
    return new Parcel(tokens, new ArrayList<>(), new RowNotes(++count));
  }

  private void add(String[] tokens, double[] point) {
    Parcel parcel = begun;
    if (parcel == null) {
      rings.clear();
      parcel = new Parcel(List.of(), new ArrayList<>(), new RowNotes(++count));
      begun = parcel;
    }
    if (parcel.vertices().size() >= GeometryLimits.MOST_VERTICES) {
      parcel.notes().error("SHAPE_TOO_MANY_POINTS", null, GeometryLimits.MOST_VERTICES);
      return;
    }
    String name = tokens.length >= 4 ? tokens[1] : "";
    Integer ring = rings.get(name);
    if (ring == null) {
      ring = rings.size();
      rings.put(name, ring);
    }
    parcel.vertices().add(new Vertex(ring, point[0], point[1], lines.number()));
  }

  private boolean describes(String line) {
    Matcher separator = Pattern.compile("[=＝]|[:：]").matcher(line);
    if (inCoordinates && begun != null || !separator.find()) {
      return !inCoordinates;
    }
    if (description.size() < MOST_DESCRIPTIONS) {
      description.putIfAbsent(
          line.substring(0, separator.start()).strip(), line.substring(separator.end()).strip());
    }
    return true;
  }

  private void misfit(String line) {
    Parcel parcel = begun;
    if (parcel == null) {
      rings.clear();
      parcel = new Parcel(List.of(), new ArrayList<>(), new RowNotes(++count));
      begun = parcel;
    }
    String code = lines.cut() ? "TXT_LINE_TOO_LONG" : "TXT_LINE_MALFORMED";
    parcel
        .notes()
        .add(
            new RowProblem(
                Severity.ERROR,
                code,
                parcel.notes().record(),
                null,
                line,
                List.of(lines.number()),
                null));
  }

  /**
   * Commas of full width and the byte order mark in the middle of joined files are common. In a
   * parcel's line that has its eight commas, one of full width belongs to a name.
   */
  private static String normalise(String line) {
    String plain = line.replace("\uFEFF", "").replace('\u3000', ' ').strip();
    boolean whole = plain.endsWith("@") && plain.chars().filter(c -> c == ',').count() >= COMMAS;
    return whole ? plain : plain.replace('，', ',');
  }

  private static String[] split(String line) {
    String[] tokens = line.indexOf(',') >= 0 ? line.split(",") : line.split("\\s+");
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokens[i].strip();
    }
    return tokens;
  }

  /**
   * The two ordinates of a line of 点号,圈号,X,Y[,…], 点号,X,Y or X,Y; null if it is none. Two numbers
   * with fractions at the beginning are X,Y,Z.
   */
  private static double @Nullable [] point(String line, String[] tokens) {
    int first = tokens.length >= 4 ? 2 : tokens.length - 2;
    if (tokens.length == 3 && tokens[0].contains(".") && NUMBER.matcher(tokens[0]).matches()) {
      first = 0;
    }
    if (first < 0
        || !NUMBER.matcher(tokens[first]).matches()
        || !NUMBER.matcher(tokens[first + 1]).matches()) {
      return null;
    }
    return new double[] {Double.parseDouble(tokens[first]), Double.parseDouble(tokens[first + 1])};
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
