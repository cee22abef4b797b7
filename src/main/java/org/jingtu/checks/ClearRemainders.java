package org.jingtu.checks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Permissions;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.checks.CheckProblems.ClearRemainderDiffers;
import org.jingtu.checks.CheckStore.StoredCheck;
import org.jingtu.exchange.PlotExports;
import org.jingtu.features.Overlay;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clear remainder of a checked plot (可用部分): the plot without all on which a finding lies,
 * computed from what is stored with the check: its request, data versions, pack and day.
 */
@Component
class ClearRemainders {

  /**
   * 2e-9 degrees, 0.2 mm: vertices that lie so near the straight between their neighbours are left
   * by the cutting of features into pieces and by borders that run along one another.
   */
  private static final double SAME_LINE_DEGREES = 2e-9;

  /** Areas are answered to 0.01 m²; the remainder and the difference of areas round apart. */
  private static final double SAME_SQUARE_METRES = 0.02;

  private final CheckStore store;
  private final Permissions permissions;
  private final Plots plots;
  private final Judging judging;
  private final Overlay overlay;
  private final Packs packs;
  private final JsonMapper json;
  private final MessageSource texts;

  ClearRemainders(
      CheckStore store,
      Permissions permissions,
      Plots plots,
      Judging judging,
      Overlay overlay,
      Packs packs,
      JsonMapper json,
      MessageSource texts) {
    this.store = store;
    this.permissions = permissions;
    this.plots = plots;
    this.judging = judging;
    this.overlay = overlay;
    this.packs = packs;
    this.json = json;
    this.texts = texts;
  }

  /**
   * The remainder, as it is given out; without geometry if nothing remains. Parts under {@link
   * Measuring#TOUCHING_SQUARE_METRES} are what rounding leaves between borders, and left out.
   *
   * @throws CheckNotFound if there is no such check, or its plot lies outside of the user's area
   * @throws ClearRemainderDiffers if its area is not the one that was answered
   */
  PlotExports.Plot getRemainder(UUID id, Locale locale) {
    StoredCheck stored =
        store
            .findCheck(id, permissions.narrow(null))
            .orElseThrow(() -> new CheckNotFound(id.toString()));
    JsonNode answer = json.readTree(stored.answer());
    Instant moment = Instant.parse(answer.path("asOf").asString());
    double answered = answer.path("clearAreaSquareMetres").asDouble();
    return new PlotExports.Plot(
        "clear-remainder",
        texts.getMessage("clearRemainder.title", null, locale),
        values(id, answer, locale),
        tidy(compute(stored, moment, answered)),
        answered,
        stored.dataVersions().getOrDefault("parcels", 0L),
        LocalDate.ofInstant(moment, Judging.CHINA));
  }

  private Geometry compute(StoredCheck stored, Instant moment, double answered) {
    Map<String, Long> versions = stored.dataVersions();
    Pack pack = packs.getPack(stored.pack(), stored.packVersion());
    Plot plot = plots.getPlot(stored.request().parcel(), versions.get("parcels"));
    Judging.Case asked = judging.prepare(stored.request(), plot, pack, moment);
    Overlay.Answer overlaid =
        overlay.read(asked.window(), plot.geometry(), plot.county(), versions);
    Judgement judgement = Judgement.of(plot, overlaid, pack, asked.question());
    List<Measured> taken = judgement.survey().found(judgement.evaluation());
    double area =
        taken.isEmpty()
            ? plot.areaSquareMetres()
            : Ellipsoid.areaSquareMetres(Rest.difference(plot, taken));
    if (Math.abs(area - answered) > SAME_SQUARE_METRES) {
      throw new ClearRemainderDiffers(answered, Figures.two(area));
    }
    return taken.isEmpty() ? plot.geometry() : Rest.outline(plot, taken);
  }

  private static @Nullable Geometry tidy(Geometry remainder) {
    if (remainder.isEmpty()) {
      return null;
    }
    Geometry straight = TopologyPreservingSimplifier.simplify(remainder, SAME_LINE_DEGREES);
    List<Polygon> parts =
        Rest.polygonsOf(List.of(straight)).stream()
            .filter(p -> Ellipsoid.areaSquareMetres(p) >= Measuring.TOUCHING_SQUARE_METRES)
            .toList();
    return parts.isEmpty()
        ? null
        : remainder.getFactory().createMultiPolygon(parts.toArray(Polygon[]::new));
  }

  private Map<String, Object> values(UUID id, JsonNode answer, Locale locale) {
    JsonNode parcel = answer.path("parcel");
    JsonNode question = answer.path("question");
    String number = parcel.path("parcelNo").asString("");
    String name = parcel.path("name").asString("");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("code", number.isEmpty() ? id.toString().substring(0, 8) : number);
    Object[] of = {name.isEmpty() ? number : name};
    values.put("name", texts.getMessage("clearRemainder.name", of, locale).strip());
    put(values, "adcode", parcel.path("adcode"));
    put(values, "parcelNo", parcel.path("parcelNo"));
    put(values, "currentUse", question.path("currentUse"));
    put(values, "plannedUse", question.path("plannedUse"));
    return values;
  }

  private static void put(Map<String, Object> values, String name, JsonNode value) {
    if (value.isString()) {
      values.put(name, value.asString());
    }
  }
}
