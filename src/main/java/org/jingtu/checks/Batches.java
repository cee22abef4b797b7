package org.jingtu.checks;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.exchange.JobFolders;
import org.jingtu.features.Datasets;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Stage;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/** Batches of checks: files of parcels are accepted here, watched and cancelled. */
@Component
class Batches {

  private static final int MOST_WAITING = 100;

  private final BatchStore batches;
  private final BatchRowStore rows;
  private final BatchFiles files;
  private final BatchWorkers workers;
  private final BatchQuestions facts;
  private final Questions questions;
  private final Datasets datasets;
  private final Packs packs;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;

  Batches(
      BatchStore batches,
      BatchRowStore rows,
      BatchFiles files,
      BatchWorkers workers,
      BatchQuestions facts,
      Questions questions,
      Datasets datasets,
      Packs packs,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.batches = batches;
    this.rows = rows;
    this.files = files;
    this.workers = workers;
    this.facts = facts;
    this.questions = questions;
    this.datasets = datasets;
    this.packs = packs;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * Accepts a file and queues its parcels. The file is read to its end first, so that what cannot
   * be a batch is refused at once.
   *
   * @param key the sender's idempotency key, or null; the same key of the same actor gives the same
   *     batch again
   * @throws org.jingtu.problems.Problem if the file or what is said for all cannot be understood
   */
  BatchJob accept(BatchRequest request, MultipartFile file, @Nullable String key) {
    permissions.requireRole(Roles.OFFICER);
    Actor actor = actors.current();
    Optional<BatchJob> before = key == null ? Optional.empty() : batches.findByKey(actor.id(), key);
    if (before.isPresent()) {
      return before.get();
    }
    if (batches.countWaiting() >= MOST_WAITING) {
      throw new BatchProblems.BatchQueueFull(MOST_WAITING);
    }
    UUID id = UUID.randomUUID();
    boolean accepted = false;
    try {
      files.store(id, file);
      accepted = register(survey(id, request, file, actor), key);
    } catch (IOException e) {
      throw new BatchProblems.BatchNotStored(e);
    } finally {
      if (!accepted) {
        files.remove(id);
      }
    }
    if (!accepted) {
      return batches.findByKey(actor.id(), String.valueOf(key)).orElseThrow();
    }
    workers.submit(id);
    return getBatch(id);
  }

  private BatchJob survey(UUID id, BatchRequest request, MultipartFile file, Actor actor)
      throws IOException {
    String name = JobFolders.plainName(file.getOriginalFilename());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Instant asOf = request.asOf() == null ? now : request.asOf();
    if (asOf.isAfter(now)) {
      throw new CheckProblems.AsOfInFuture(asOf.toString());
    }
    BatchFiles.Contents contents = files.survey(id, name, request);
    BatchJob batch =
        new BatchJob(
            id,
            BatchState.QUEUED,
            name,
            file.getSize(),
            request,
            contents.crs(),
            contents.byNumber(),
            contents.columns().mapping(),
            contents.columns().unmapped(),
            asOf,
            request.asOf() == null ? datasets.currentVersions() : datasets.versionsAt(asOf),
            packs.listPacks().stream().collect(Collectors.toMap(Pack::id, Pack::version)),
            actor,
            contents.total(),
            0,
            0,
            null,
            null,
            now,
            null,
            null);
    requireUnderstood(batch, contents.columns());
    return batch;
  }

  /** What is said for all must be understood before a hundred thousand rows fail by it. */
  private void requireUnderstood(BatchJob batch, BatchColumns columns) {
    packs.choose(batch.request().pack(), null);
    Map<String, Object> row =
        columns.has("stage") && batch.request().stage() == null
            ? Map.of("stage", Stage.SUPPLY.name())
            : Map.of();
    CheckRequest.ParcelRequest nowhere = new CheckRequest.ParcelRequest(null, null, null, null);
    var empty = new GeometryFactory().createPolygon();
    Plot any = new Plot(null, null, null, empty, empty, 0, null, Map.of());
    questions.ask(facts.ask(batch, row, nowhere), any, LocalDate.EPOCH);
  }

  /** False if a request with the same key came first. */
  private boolean register(BatchJob batch, @Nullable String key) {
    return Boolean.TRUE.equals(
        transactions.execute(
            s -> {
              boolean isNew = batches.insert(batch, key);
              if (isNew) {
                audit.record(
                    "CHECK_BATCH_ACCEPTED",
                    "check-batches/" + batch.id(),
                    Map.of("file", batch.fileName(), "total", batch.total()));
              }
              return isNew;
            }));
  }

  private BatchJob getBatch(UUID id) {
    return batches.find(id).orElseThrow(() -> new BatchProblems.BatchNotFound(id.toString()));
  }

  /**
   * A batch by its id as text, for those who may read.
   *
   * @throws org.jingtu.problems.Problem BATCH_NOT_FOUND
   */
  BatchJob getBatch(String id) {
    permissions.requireRead(false);
    try {
      BatchJob batch = getBatch(UUID.fromString(id));
      if (!permissions.mayFollow(batch.actor())) {
        throw new BatchProblems.BatchNotFound(id);
      }
      return batch;
    } catch (IllegalArgumentException e) {
      throw new BatchProblems.BatchNotFound(id);
    }
  }

  /** The newest first, of one's own and of one's area; a state of null is any. */
  List<BatchJob> listBatches(@Nullable BatchState state, int limit) {
    permissions.requireRead(false);
    return batches.list(state, permissions.narrow(null), actors.current().id(), limit);
  }

  /** How many parcels came to which verdict by which pack. */
  List<BatchRowStore.Count> count(BatchJob batch) {
    return rows.count(batch.id());
  }

  /**
   * Cancels a batch; its results so far stay. A batch at work stops shortly after; until then its
   * state stays.
   *
   * @throws org.jingtu.problems.Problem BATCH_FINISHED if nothing is left to cancel
   */
  BatchJob cancel(String id) {
    BatchJob batch = getBatch(id);
    permissions.requireRole(Roles.OFFICER);
    if (!actors.current().department().equals(batch.actor().department())) {
      permissions.requireRole(Roles.ADMIN);
    }
    if (!workers.stop(batch.id())) {
      boolean cancelled =
          Boolean.TRUE.equals(
              transactions.execute(
                  s -> {
                    boolean done = batches.finish(batch.id(), BatchState.CANCELLED, null, null);
                    if (done) {
                      audit.record(
                          "CHECK_BATCH_CANCELLED", "check-batches/" + batch.id(), Map.of());
                    }
                    return done;
                  }));
      if (!cancelled) {
        throw new BatchProblems.BatchFinished(batch.id(), getBatch(batch.id()).state());
      }
      files.remove(batch.id());
    }
    return getBatch(batch.id());
  }
}
