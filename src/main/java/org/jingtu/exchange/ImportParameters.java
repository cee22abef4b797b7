package org.jingtu.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the parameters of an upload; what is wrong with them is said before the file is stored. */
@Component
class ImportParameters {

  /** What can be changed when a file is checked again. */
  static final List<String> REMAP =
      List.of(
          "mode",
          "commit",
          "crs",
          "encoding",
          "layer",
          "coverage",
          "sourceDate",
          "repair",
          "coverageCheck",
          "gapTolerance");

  /** What an upload states in its address. */
  static final List<String> UPLOAD =
      Stream.concat(Stream.of("collection"), REMAP.stream()).toList();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MAPPING_EXAMPLE = "{\"DKBM\": \"code\"}";

  private final Catalog catalog;
  private final CoordinateSystems systems;

  ImportParameters(Catalog catalog, CoordinateSystems systems) {
    this.catalog = catalog;
    this.systems = systems;
  }

  /** The parameters as they came; null = not given. */
  record Raw(
      String collection,
      @Nullable String mode,
      @Nullable String commit,
      @Nullable String crs,
      @Nullable String encoding,
      @Nullable String coverage,
      @Nullable String sourceDate,
      @Nullable String layer,
      @Nullable Boolean repair,
      @Nullable String coverageCheck,
      @Nullable Double gapTolerance,
      byte @Nullable [] mapping) {}

  /**
   * Reads them.
   *
   * @throws BadParameter naming the first that is wrong; COLLECTION_NOT_FOUND; UNSUPPORTED_CRS
   */
  ImportRequest read(Raw raw) {
    Collection collection = catalog.getCollection(raw.collection());
    ImportMode mode = raw.mode() == null ? ImportMode.APPEND : mode(raw.mode());
    boolean repair = Boolean.TRUE.equals(raw.repair());
    List<String> coverage = coverage(raw.coverage());
    if (mode == ImportMode.REPLACE && coverage.isEmpty()) {
      throw new ImportProblems.CoverageMissing();
    }
    return new ImportRequest(
        collection.id(),
        mode,
        manual(raw.commit(), repair),
        blank(raw.crs()) ? null : systems.getCrs(String.valueOf(raw.crs())).code(),
        encoding(raw.encoding()),
        mapping(raw.mapping(), collection),
        coverage,
        date(raw.sourceDate()),
        blank(raw.layer()) ? null : String.valueOf(raw.layer()).strip(),
        repair,
        coverageCheck(raw.coverageCheck(), collection),
        gapTolerance(raw.gapTolerance()));
  }

  /**
   * What an earlier upload asked for, changed where something else is asked for now.
   *
   * @throws BadParameter naming the first that is wrong
   */
  ImportRequest again(ImportRequest before, Raw changed) {
    ImportRequest now = read(changed);
    boolean repair = changed.repair() == null ? before.repair() : changed.repair();
    return new ImportRequest(
        before.collection(),
        changed.mode() == null ? before.mode() : now.mode(),
        changed.commit() == null ? before.manual() || repair : now.manual(),
        blank(changed.crs()) ? before.crs() : now.crs(),
        blank(changed.encoding()) ? before.encoding() : now.encoding(),
        changed.mapping() == null || changed.mapping().length == 0
            ? before.mapping()
            : now.mapping(),
        blank(changed.coverage()) ? before.coverage() : now.coverage(),
        blank(changed.sourceDate()) ? before.sourceDate() : now.sourceDate(),
        blank(changed.layer()) ? before.layer() : now.layer(),
        repair,
        blank(changed.coverageCheck()) ? before.coverageCheck() : now.coverageCheck(),
        changed.gapTolerance() == null ? before.gapToleranceMetres() : now.gapToleranceMetres());
  }

  private static ImportMode mode(String text) {
    for (ImportMode mode : ImportMode.values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    throw new BadParameter("mode", text, "append | replace | upsert");
  }

  /** Repairs wait for somebody to look at them, unless the sender says in so many words not to. */
  private static boolean manual(@Nullable String text, boolean repair) {
    if (text == null) {
      return repair;
    }
    return switch (text) {
      case "auto" -> false;
      case "manual" -> true;
      default -> throw new BadParameter("commit", text, "auto | manual");
    };
  }

  private static CoverageCheck coverageCheck(@Nullable String text, Collection collection) {
    if (blank(text)) {
      return collection.exclusive() ? CoverageCheck.AUTO : CoverageCheck.OFF;
    }
    for (CoverageCheck check : CoverageCheck.values()) {
      if (check.text().equals(text)) {
        return check;
      }
    }
    throw new BadParameter("coverageCheck", String.valueOf(text), "auto | off | warn | strict");
  }

  private static double gapTolerance(@Nullable Double metres) {
    if (metres == null) {
      return ImportRequest.GAP_TOLERANCE_METRES;
    }
    if (!(metres >= 0.001 && metres <= 100)) {
      throw new BadParameter("gapTolerance", metres.toString(), "0.001…100");
    }
    return metres;
  }

  private static @Nullable String encoding(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (Charsets.find(text).isEmpty()) {
      throw new BadParameter("encoding", text, "UTF-8 | GBK | GB18030");
    }
    return text.strip();
  }

  private static List<String> coverage(@Nullable String text) {
    List<String> counties = new ArrayList<>();
    if (text != null && !text.isBlank()) {
      for (String county : text.split("[,，]", -1)) {
        String code = county.strip();
        if (!code.matches("[1-9][0-9]{5}")) {
          throw new BadParameter("coverage", text, "130802,130803");
        }
        if (!counties.contains(code)) {
          counties.add(code);
        }
      }
    }
    return List.copyOf(counties);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text.strip());
      if (date.getYear() >= 1900 && date.getYear() <= 2200) {
        return date;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new BadParameter("sourceDate", text, "2026-03-01");
  }

  private static Map<String, @Nullable String> mapping(
      byte @Nullable [] json, Collection collection) {
    Map<String, @Nullable String> mapping = new LinkedHashMap<>();
    if (json == null || json.length == 0) {
      return mapping;
    }
    JsonNode tree = tree(json);
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      mapping.put(entry.getKey(), attribute(entry.getKey(), entry.getValue(), collection));
    }
    return mapping;
  }

  private static JsonNode tree(byte[] json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JacksonException e) {
      // said below
    }
    throw new BadParameter("mapping", "JSON", MAPPING_EXAMPLE);
  }

  private static @Nullable String attribute(String field, JsonNode name, Collection collection) {
    if (name.isNull()) {
      return null;
    }
    String text = name.isString() ? name.stringValue() : name.toString();
    if (collection.findAttribute(text).isEmpty()) {
      String known =
          collection.attributes().stream().map(Attribute::name).collect(Collectors.joining(", "));
      throw new BadParameter("mapping." + field, text, known);
    }
    return text;
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /**
   * The state by its name, in any case.
   *
   * @throws BadParameter if there is none
   */
  static @Nullable ImportState state(@Nullable String text) {
    if (blank(text)) {
      return null;
    }
    for (ImportState state : ImportState.values()) {
      if (state.name().equals(String.valueOf(text).toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    throw new BadParameter("state", String.valueOf(text), List.of(ImportState.values()).toString());
  }
}
