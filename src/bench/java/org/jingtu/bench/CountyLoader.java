package org.jingtu.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.SilentWriters;
import org.jingtu.geo.Ellipsoid;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the county through the writer that imports use: encoded by all cores, sent by COPY. Nothing
 * listens: what conflicts cost is measured by a bench of its own.
 */
final class CountyLoader {

  private static final int BATCH = 2_000;
  private static final int SRID = 4490;
  private static final String[] USES = {"0101", "0103", "0201", "0301", "0401", "0702", "1003"};
  private static final String[] CLASSES = {"PRIORITY_PROTECTION", "SAFE_USE", "STRICT_CONTROL"};
  private static final String[] PLANS = {"0701", "1001", "080403", "1401", "0901"};
  private static final String[] STATES = {
    "SUSPECTED", "CONFIRMED", "LISTED", "UNDER_REMEDIATION", "DELISTED"
  };

  private final Catalog catalog;
  private final CollectionWriters writers;
  private final TransactionTemplate transaction;
  private final County county;

  CountyLoader(ApplicationContext context, County county) {
    this.catalog = context.getBean(Catalog.class);
    this.writers = SilentWriters.of(context);
    this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    this.county = county;
  }

  /** How long a collection took. */
  record Loaded(String collection, int rows, double seconds) {}

  /** Loads every collection; those without features are declared complete and empty. */
  List<Loaded> load() {
    return load(catalog.listCollections());
  }

  /** Loads some of the collections. */
  List<Loaded> load(List<Collection> collections) {
    List<Loaded> loaded = new ArrayList<>();
    for (Collection collection : collections) {
      switch (collection.id()) {
        case "current-land-use" -> loaded.add(load(collection, county.landUse, this::landUse));
        case "farmland-classes" -> loaded.add(load(collection, county.farmland, this::farmland));
        case "contaminated-sites" -> loaded.add(load(collection, county.sites, this::site));
        case "groundwater-zones" ->
            loaded.add(load(collection, County.ZONES / 2, this::groundwaterZone));
        case "control-zones" -> loaded.add(load(collection, County.ZONES / 2, this::controlZone));
        default -> load(collection, 0, i -> null);
      }
    }
    return loaded;
  }

  /** Planned land use: a tenth as many, cells as those of farmland, and parcels in supply. */
  List<Loaded> loadWatched(int plans, int parcels) {
    return List.of(
        load(
            catalog.getCollection("plan-land-use"),
            plans,
            i -> draft(county.farmland(3 * i), "P" + i, "landUse", PLANS[i % PLANS.length])),
        load(
            catalog.getCollection("parcels"),
            parcels,
            i ->
                draft(
                    county.farmland(i * (county.farmland / parcels)),
                    "L" + i,
                    "parcelNo",
                    County.ADCODE + "001001GB%05d".formatted(i),
                    "plannedUse",
                    "0701",
                    "surveyState",
                    "DETAILED",
                    "supplyState",
                    i % 2 == 0 ? "PLANNED" : "BUILT")));
  }

  /** The i-th site, moved to the east. */
  FeatureDraft movedSite(int i, double metres) {
    FeatureDraft site = site(i);
    Geometry moved =
        AffineTransformation.translationInstance(metres / 85_000, 0).transform(site.geometry());
    return new FeatureDraft(
        site.attributes(), moved, moved, SRID, Ellipsoid.areaSquareMetres(moved), Map.of());
  }

  private Loaded load(Collection collection, int rows, IntFunction<FeatureDraft> drafts) {
    long start = System.nanoTime();
    transaction.executeWithoutResult(
        status -> {
          CollectionWriter writer = writers.open(collection, null);
          write(writer, rows, drafts);
          writer.declareCoverage(County.ADCODE, null, LocalDate.now());
          writer.finish("bench", new CollectionWriter.Changes(rows, 0, 0));
        });
    return new Loaded(collection.id(), rows, (System.nanoTime() - start) / 1e9);
  }

  /** Batches are encoded ahead, as many as there are cores, and sent in their order. */
  private void write(CollectionWriter writer, int rows, IntFunction<FeatureDraft> drafts) {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(cores);
    BlockingQueue<Future<EncodedBatch>> ahead = new ArrayBlockingQueue<>(2 * cores);
    CollectionWriters.FeatureIds ids = writers.newIds();
    try {
      for (int from = 0; from < rows || !ahead.isEmpty(); from += BATCH) {
        if (from < rows) {
          int first = from;
          int end = Math.min(rows, from + BATCH);
          ahead.add(pool.submit(() -> encode(writer, ids, first, end, drafts)));
        }
        if (ahead.remainingCapacity() == 0 || from + BATCH >= rows) {
          writer.insert(ahead.take().get());
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("cannot load", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static EncodedBatch encode(
      CollectionWriter writer,
      CollectionWriters.FeatureIds ids,
      int first,
      int end,
      IntFunction<FeatureDraft> drafts) {
    return writer.encode(
        IntStream.range(first, end)
            .mapToObj(i -> new EncodedBatch.Entry(ids.next(), drafts.apply(i)))
            .toList());
  }

  private FeatureDraft landUse(int i) {
    return draft(
        county.landUse(i),
        "L" + i,
        "landUse",
        USES[i % USES.length],
        "township",
        "第" + i % 23 + "乡");
  }

  private FeatureDraft farmland(int i) {
    return draft(
        county.farmland(i),
        "F" + i,
        "soilClass",
        CLASSES[i % 7 == 0 ? 2 : i % 3 == 0 ? 1 : 0],
        "township",
        "第" + i % 23 + "乡",
        "measuresEffective",
        i % 2 == 0);
  }

  private FeatureDraft site(int i) {
    String status = STATES[i % STATES.length];
    return draft(
        county.site(i),
        "S" + i,
        "status",
        status,
        "listed",
        i % STATES.length == 2 || i % STATES.length == 3,
        "targetMet",
        i % 2 == 0,
        "pollutants",
        "铅、镉、苯并[a]芘",
        "industry",
        "C261");
  }

  private FeatureDraft groundwaterZone(int i) {
    return draft(
        county.zone(i), "G" + i, "scheme", "A", "zoneClass", "CONTROL_LEVEL_" + (i % 2 + 1));
  }

  private FeatureDraft controlZone(int i) {
    return draft(
        county.zone(County.ZONES / 2 + i),
        "K" + i,
        "announcementNo",
        "〔2026〕" + i + "号",
        "inForceFrom",
        LocalDate.of(2024, 1, 1));
  }

  private static FeatureDraft draft(Geometry geometry, String code, Object... attributes) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("code", code);
    values.put("name", "地块 " + code);
    values.put("adcode", County.ADCODE);
    values.put("sourceDate", LocalDate.now());
    for (int i = 0; i < attributes.length; i += 2) {
      values.put((String) attributes[i], attributes[i + 1]);
    }
    return new FeatureDraft(
        values, geometry, geometry, SRID, Ellipsoid.areaSquareMetres(geometry), Map.of());
  }
}
