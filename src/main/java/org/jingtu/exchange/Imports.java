package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/** Import jobs: uploads are accepted here, watched, committed and cancelled. */
@Component
class Imports {

  private final Catalog catalog;
  private final ImportJobStore jobs;
  private final ImportProblemStore problems;
  private final ImportWorkers workers;
  private final ImportSettings settings;
  private final Uploads uploads;
  private final WorkFolders folders;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;

  Imports(
      Catalog catalog,
      ImportJobStore jobs,
      ImportProblemStore problems,
      ImportWorkers workers,
      ImportSettings settings,
      Uploads uploads,
      WorkFolders folders,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.catalog = catalog;
    this.jobs = jobs;
    this.problems = problems;
    this.workers = workers;
    this.settings = settings;
    this.uploads = uploads;
    this.folders = folders;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * Accepts an upload and queues it.
   *
   * @param key the sender's idempotency key, or null; the same key of the same actor gives the same
   *     job again
   * @throws org.jingtu.problems.Problem IDEMPOTENCY_KEY_USED if it was another upload
   */
  ImportJob accept(ImportRequest request, MultipartFile file, @Nullable String key) {
    requireWrite(request.collection());
    request.coverage().forEach(permissions::requireTerritory);
    Actor actor = actors.current();
    Optional<ImportJob> before = key == null ? Optional.empty() : jobs.findByKey(actor.id(), key);
    String name = JobFolders.plainName(file.getOriginalFilename());
    if (before.isPresent()) {
      return before.get().requireSame(request, name, file.getSize());
    }
    requireRoom();
    UUID id = UUID.randomUUID();
    boolean accepted = false;
    try {
      uploads.store(id, file);
      accepted = register(id, request, name, file.getSize(), key, null);
    } catch (IOException e) {
      throw new ImportProblems.UploadNotStored(e);
    } finally {
      if (!accepted) {
        folders.remove(id);
      }
    }
    if (!accepted) {
      ImportJob first = jobs.findByKey(actor.id(), String.valueOf(key)).orElseThrow();
      return first.requireSame(request, name, file.getSize());
    }
    workers.submit(id, request.collection());
    return getImport(id);
  }

  /** False if a request with the same key came first. */
  private boolean register(
      UUID id,
      ImportRequest request,
      String name,
      long bytes,
      @Nullable String key,
      @Nullable ImportJob origin) {
    return Boolean.TRUE.equals(
        transactions.execute(
            s -> {
              if (origin != null && !origin.state().finished()) {
                discard(origin);
              }
              UUID from = origin == null ? null : origin.id();
              boolean isNew = jobs.insert(id, request, name, bytes, actors.current(), key, from);
              if (isNew) {
                audit.record(
                    "IMPORT_ACCEPTED",
                    "imports/" + id,
                    Map.of(
                        "collection",
                        request.collection(),
                        "mode",
                        request.mode(),
                        "file",
                        name,
                        "bytes",
                        bytes));
              }
              return isNew;
            }));
  }

  /**
   * Checks the file of a job again, by a new job: with another mapping, say. A job that waited is
   * discarded for it.
   *
   * @throws org.jingtu.problems.Problem IMPORT_NOT_TO_BE_CHECKED_AGAIN unless the job is CHECKED or
   *     REJECTED; IMPORT_FILE_GONE
   */
  ImportJob checkAgain(ImportJob before, ImportRequest request) {
    requireWrite(request.collection());
    ImportState state = before.state();
    if (state != ImportState.CHECKED && state != ImportState.REJECTED) {
      throw new ImportProblems.ImportNotToBeCheckedAgain(before.id(), state);
    }
    requireRoom();
    UUID id = UUID.randomUUID();
    boolean accepted = false;
    try {
      uploads.copy(before.id(), id);
      accepted = register(id, request, before.fileName(), before.fileBytes(), null, before);
    } catch (NoSuchFileException gone) {
      throw new ImportProblems.ImportFileGone(before.id());
    } catch (IOException e) {
      throw new ImportProblems.UploadNotStored(e);
    } finally {
      if (!accepted) {
        folders.remove(id);
      }
    }
    if (state == ImportState.CHECKED) {
      folders.remove(before.id());
    }
    workers.submit(id, request.collection());
    return getImport(id);
  }

  /** In the transaction that takes its file over. */
  private void discard(ImportJob job) {
    if (!jobs.finish(job.id(), ImportState.CANCELLED, ImportResult.NONE, null)) {
      throw new ImportProblems.ImportNotToBeCheckedAgain(job.id(), getImport(job.id()).state());
    }
    audit.record(
        "IMPORT_CANCELLED",
        "imports/" + job.id(),
        Map.of("collection", job.request().collection()));
  }

  private void requireRoom() {
    if (jobs.countWaiting() >= settings.queue()) {
      throw new ImportProblems.ImportQueueFull(settings.queue());
    }
  }

  /**
   * A job.
   *
   * @throws org.jingtu.problems.Problem IMPORT_NOT_FOUND
   */
  ImportJob getImport(UUID id) {
    return jobs.find(id).orElseThrow(() -> new ImportProblems.ImportNotFound(id.toString()));
  }

  /** A job by its id as text, for those who may read: one's own, and those of one's area. */
  ImportJob getImport(String id) {
    permissions.requireRead(false);
    try {
      ImportJob job = getImport(UUID.fromString(id));
      if (!permissions.mayFollow(job.actor())) {
        throw new ImportProblems.ImportNotFound(id);
      }
      return job;
    } catch (IllegalArgumentException e) {
      throw new ImportProblems.ImportNotFound(id);
    }
  }

  /**
   * The newest jobs first.
   *
   * @param before only jobs older than this one; null for the newest
   */
  List<ImportJob> listImports(
      @Nullable String collection,
      @Nullable ImportState state,
      @Nullable String before,
      int limit) {
    UUID older = before == null ? null : getImport(before).id();
    permissions.requireRead(false);
    return jobs.list(
        collection, state, older, permissions.narrow(null), actors.current().id(), limit);
  }

  /** The first problems of a job. */
  List<ImportProblem> listProblems(ImportJob job, int limit) {
    return problems.list(job.id(), limit);
  }

  /** Hands over every problem of a job, one after another. */
  void forEachProblem(ImportJob job, Consumer<ImportProblem> consumer) {
    problems.forEach(job.id(), consumer);
  }

  /**
   * Registers what was checked, in the name of the current actor.
   *
   * @throws org.jingtu.problems.Problem IMPORT_NOT_WAITING unless the job is CHECKED
   */
  ImportJob commit(String id) {
    ImportJob job = getImport(id);
    requireWrite(job.request().collection());
    transactions.executeWithoutResult(
        s -> {
          jobs.handOver(job.id(), actors.current());
          if (!jobs.moveHere(job.id(), ImportState.CHECKED, ImportState.COMMITTING)) {
            throw new ImportProblems.ImportNotWaiting(job.id(), getImport(job.id()).state());
          }
        });
    workers.submit(job.id(), job.request().collection());
    return getImport(job.id());
  }

  /**
   * Cancels a job, or discards a checked one. A job at work stops shortly after; until then its
   * state stays.
   *
   * @throws org.jingtu.problems.Problem IMPORT_FINISHED if nothing is left to cancel
   */
  ImportJob cancel(String id) {
    ImportJob job = getImport(id);
    requireWrite(job.request().collection());
    // A job that has just become CHECKED may no longer look at the signal.
    boolean atWork =
        workers.cancel(job.id()).isPresent() && getImport(job.id()).state() != ImportState.CHECKED;
    if (!atWork) {
      boolean cancelled =
          Boolean.TRUE.equals(
              transactions.execute(
                  s -> {
                    boolean done =
                        jobs.finish(job.id(), ImportState.CANCELLED, ImportResult.NONE, null);
                    if (done) {
                      audit.record(
                          "IMPORT_CANCELLED",
                          "imports/" + job.id(),
                          Map.of("collection", job.request().collection()));
                    }
                    return done;
                  }));
      if (!cancelled) {
        throw new ImportProblems.ImportFinished(job.id(), getImport(job.id()).state());
      }
      folders.remove(job.id());
    }
    return getImport(job.id());
  }

  private void requireWrite(String collection) {
    permissions.requireWrite(catalog.getCollection(collection).department());
  }
}
