package org.jingtu.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jingtu.checks.BatchRow.Outcome;
import org.jingtu.checks.BatchRow.Trouble;
import org.jingtu.exchange.ImportTexts;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Batches and their results as JSON shows them. */
@Component
class BatchViews {

  private final ImportTexts texts;
  private final MessageSource messages;

  BatchViews(ImportTexts texts, MessageSource messages) {
    this.texts = texts;
    this.messages = messages;
  }

  /**
   * A batch.
   *
   * @param total parcels of the file
   * @param done parcels with a verdict
   * @param failed parcels that could not be read or judged
   * @param counts parcels by verdict; absent in lists
   * @param incomplete parcels whose verdict is incomplete; absent in lists
   * @param packs by which the parcels were judged; absent in lists
   * @param dataVersions data version of each collection, the same for all parcels
   * @param columns what each column of the file stands for, by column
   * @param unmapped columns that stand for nothing
   * @param actor user name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BatchView(
      UUID id,
      BatchState state,
      String fileName,
      long fileBytes,
      long total,
      long done,
      long failed,
      @Nullable Map<Verdict, Long> counts,
      @Nullable Long incomplete,
      @Nullable List<PackView> packs,
      Instant asOf,
      Map<String, Long> dataVersions,
      BatchRequest request,
      String crs,
      boolean byNumber,
      Map<String, String> columns,
      List<String> unmapped,
      String actor,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable FailureView failure) {}

  /** A pack, and how many parcels it decided. */
  record PackView(String id, String version, long parcels) {}

  /** Why a batch failed. */
  record FailureView(String code, String message) {}

  /**
   * The result of a parcel.
   *
   * @param record number of its row in the file, from 1
   * @param state DONE, or FAILED with the problem
   * @param worstRules the rules whose severity is the verdict
   * @param rules gravest severity of each rule that spoke
   * @param collections area of the parcel that each collection takes, m²
   * @param check id of the full answer, at {@code /api/checks/}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RowView(
      long record,
      @Nullable String parcelNo,
      @Nullable String name,
      @Nullable String adcode,
      BatchState state,
      @Nullable Verdict verdict,
      @Nullable String verdictTitle,
      @Nullable Boolean incomplete,
      @Nullable Double areaSquareMetres,
      @Nullable Double areaMu,
      @Nullable Double clearAreaSquareMetres,
      @Nullable Double clearAreaMu,
      @Nullable List<String> worstRules,
      @Nullable Map<String, Verdict> rules,
      @Nullable Map<String, Double> collections,
      @Nullable UUID check,
      @Nullable TroubleView problem) {}

  /** Why a parcel has no verdict. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TroubleView(
      String code, @Nullable String field, String message, @Nullable PlaceView location) {}

  /**
   * Where.
   *
   * @param crs code of the CRS of the file
   * @param x easting or longitude in it
   * @param y northing or latitude in it
   * @param longitude degrees, EPSG:4490; absent if the place has none
   * @param latitude degrees, EPSG:4490; absent if the place has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlaceView(
      String crs, double x, double y, @Nullable Double longitude, @Nullable Double latitude) {}

  /**
   * A batch.
   *
   * @param counts null in lists
   */
  BatchView batch(BatchJob b, @Nullable List<BatchRowStore.Count> counts, Locale locale) {
    return new BatchView(
        b.id(),
        b.state(),
        b.fileName(),
        b.fileBytes(),
        b.total(),
        b.done(),
        b.failed(),
        counts == null ? null : byVerdict(counts),
        counts == null ? null : counts.stream().mapToLong(BatchRowStore.Count::incomplete).sum(),
        counts == null ? null : packs(counts),
        b.asOf(),
        b.dataVersions(),
        b.request(),
        b.crs(),
        b.byNumber(),
        b.mapping(),
        b.unmapped(),
        b.actor().username(),
        b.createdAt(),
        b.startedAt(),
        b.finishedAt(),
        failure(b, locale));
  }

  private @Nullable FailureView failure(BatchJob batch, Locale locale) {
    String code = batch.failureCode();
    if (code == null) {
      return null;
    }
    Object[] incident = {String.valueOf(batch.failureIncident())};
    return new FailureView(code, text("failure." + code, incident, locale));
  }

  private static Map<Verdict, Long> byVerdict(List<BatchRowStore.Count> counts) {
    Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      byVerdict.put(verdict, 0L);
    }
    counts.forEach(count -> byVerdict.merge(count.verdict(), count.parcels(), Long::sum));
    return byVerdict;
  }

  private static List<PackView> packs(List<BatchRowStore.Count> counts) {
    Map<List<String>, Long> parcels = new LinkedHashMap<>();
    counts.forEach(
        count ->
            parcels.merge(List.of(count.pack(), count.packVersion()), count.parcels(), Long::sum));
    List<PackView> views = new ArrayList<>();
    parcels.forEach((pack, n) -> views.add(new PackView(pack.get(0), pack.get(1), n)));
    return views;
  }

  /** The result of a parcel. */
  RowView row(BatchRow row, BatchJob batch, Locale locale) {
    Outcome o = row.outcome();
    Trouble t = row.problem();
    return new RowView(
        row.record(),
        row.parcelNo(),
        row.name(),
        row.adcode(),
        o == null ? BatchState.FAILED : BatchState.DONE,
        o == null ? null : o.verdict(),
        o == null ? null : verdict(o.verdict(), locale),
        o == null ? null : o.incomplete(),
        o == null ? null : o.areaSquareMetres(),
        o == null ? null : Figures.mu(o.areaSquareMetres()),
        o == null ? null : o.clearAreaSquareMetres(),
        o == null ? null : Figures.mu(o.clearAreaSquareMetres()),
        o == null ? null : o.worstRules(),
        o == null ? null : o.rules(),
        o == null ? null : o.areasSquareMetres(),
        o == null ? null : o.checkId(),
        t == null ? null : trouble(t, batch, locale));
  }

  private TroubleView trouble(Trouble t, BatchJob batch, Locale locale) {
    PlaceView place = null;
    if (t.place() != null) {
      Double longitude = t.lonLat() == null ? null : Double.valueOf(t.lonLat().x);
      Double latitude = t.lonLat() == null ? null : Double.valueOf(t.lonLat().y);
      place = new PlaceView(batch.crs(), t.place().x, t.place().y, longitude, latitude);
    }
    String message = texts.message(t.code(), t.arguments().toArray(), locale);
    return new TroubleView(t.code(), t.field(), message, place);
  }

  /** A verdict in the reader's language. */
  String verdict(Verdict verdict, Locale locale) {
    return String.valueOf(messages.getMessage("verdict." + verdict, null, verdict.title(), locale));
  }

  /** A text about batches: {@code batch.NAME}. */
  String text(String name, Locale locale) {
    return text(name, new Object[0], locale);
  }

  private String text(String name, Object[] arguments, Locale locale) {
    return String.valueOf(messages.getMessage("batch." + name, arguments, name, locale));
  }
}
