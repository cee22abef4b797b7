package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriter.Changes;
import org.jingtu.features.CollectionWriters.FeatureIds;
import org.jingtu.features.EncodedBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;

/**
 * One pass over the file of a job: every row is checked; if it writes, all rows go into one
 * transaction, which becomes one data version. At the first error the transaction is rolled back
 * and its lock given free, while the remaining rows are still checked. Used once, by one thread.
 */
final class ImportPass {

  private static final int CHUNK_ROWS = 500;

  private final ImportTools tools;
  private final ImportJob job;
  private final Collection collection;
  private final FeatureSource source;
  private final ProblemRecorder problems;
  private final StopSignal signal;
  private final RowChecker rows;
  private final FieldMapping mapping;
  private final Tally tally;
  private final RowJudge judge;
  private final FileChecks checks;
  private long endedAtOnce;
  private @Nullable ChunkChecker chunks;
  private @Nullable ChunkPipeline<CheckedChunk> pipeline;
  private boolean fileRead;

  /**
   * @param folder work folder of the job
   */
  ImportPass(
      ImportTools tools,
      ImportJob job,
      FeatureSource source,
      ProblemRecorder problems,
      StopSignal signal,
      Path folder)
      throws IOException {
    this.tools = tools;
    this.job = job;
    this.collection = tools.catalog().getCollection(job.request().collection());
    this.source = source;
    this.problems = problems;
    this.signal = signal;
    SourceInfo info = source.info();
    List<String> fields = info.fields().stream().map(FieldDef::name).toList();
    this.mapping = new FieldMapping(collection, fields, job.request().mapping());
    this.rows = new RowChecker(job.request(), collection, mapping, info, tools.systems());
    this.tally = new Tally(tools.jobs(), job.id(), source, problems);
    this.judge = new RowJudge(tools.features(), collection, rows, problems, tally);
    this.checks = new FileChecks(tools, job, rows, info, problems, tally, folder);
  }

  /** What became of the pass. */
  enum End {
    /** Every row is registered. */
    COMMITTED,
    /** Every row was checked, and none has an error. */
    CHECKED,
    /** There are errors; nothing was registered. */
    REJECTED
  }

  /**
   * Checks the file, and registers it if it shall.
   *
   * @param write whether to register
   */
  End run(boolean write) throws IOException {
    describe();
    try {
      if (write && !problems.hasErrors() && inTransaction(this::writeRows)) {
        return End.COMMITTED;
      }
      readToEnd(null);
    } finally {
      if (pipeline != null) {
        pipeline.close();
      }
      checks.close();
    }
    problems.flush();
    tally.save();
    checks.savePreview();
    return problems.hasErrors() ? End.REJECTED : write ? commitNothing() : End.CHECKED;
  }

  private void describe() {
    SourceInfo info = source.info();
    info.warnings().forEach(this::addOfFile);
    mapping.problems().forEach(problems::add);
    for (Attribute missing : noFeatures(info) ? List.<Attribute>of() : rows.listNotMapped()) {
      problems.add(
          ImportProblem.ofFile(
              Severity.ERROR,
              "ATTRIBUTE_NOT_MAPPED",
              missing.name(),
              collection.wording(missing),
              FieldMapping.names(missing).distinct().collect(Collectors.joining("、")),
              info.fields().stream().map(FieldDef::name).collect(Collectors.joining("、")),
              missing.name()));
    }
    tools
        .jobs()
        .describe(
            job.id(),
            info.crs().code(),
            encodingName(info.charset()),
            mapping.mapping(),
            mapping.unmapped());
    tally.save();
  }

  /** A text without features has no fields either, and misses none. */
  private static boolean noFeatures(SourceInfo info) {
    return info.expectedRows() == 0 && info.fields().isEmpty();
  }

  /** True if the rows are committed; false if they were rolled back because of an error. */
  private boolean inTransaction(Function<TransactionStatus, Boolean> work) {
    return Boolean.TRUE.equals(tools.transactions().execute(work::apply));
  }

  private boolean writeRows(TransactionStatus transaction) {
    CollectionWriter writer = tools.openWriter(collection, job.id());
    if (job.request().mode() == ImportMode.REPLACE) {
      endedAtOnce = writer.endCounties(job.request().coverage());
    }
    try (ChunkSender sender = new ChunkSender(writer, collection.table())) {
      start(writer);
      readToEnd(sender);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!problems.hasErrors()) {
      problems.flush();
      tally.save();
      tools.jobs().move(job.id(), ImportState.READING, ImportState.COMMITTING);
      signal.check();
      if (finish(writer)) {
        return true;
      }
    }
    transaction.setRollbackOnly();
    return false;
  }

  /** Takes chunk after chunk; with a sender it returns at the first error. */
  private void readToEnd(@Nullable ChunkSender sender) throws IOException {
    if (pipeline == null) {
      start(null);
    }
    if (tally.atEnd()) {
      return;
    }
    while (!fileRead) {
      CheckedChunk chunk = Objects.requireNonNull(pipeline).next(signal);
      if (chunk == null) {
        fileRead = true;
      } else if (sender == null) {
        tools.transactions().executeWithoutResult(s -> judge(chunk));
      } else {
        judge(chunk);
      }
      if (sender != null && !arrived(sender, chunk)) {
        Objects.requireNonNull(chunks).reject();
        return;
      }
    }
    tally.end();
    checks.finish(signal);
    source.fileProblems().forEach(this::addOfFile);
    if (tally.read() == 0 && job.request().coverage().isEmpty()) {
      problems.add(ImportProblem.ofFile(Severity.ERROR, "NO_ROWS", null));
    }
  }

  private void start(@Nullable CollectionWriter writer) {
    FeatureIds ids = tools.writers().newIds();
    Function<List<EncodedBatch.Entry>, EncodedBatch> encoder =
        writer == null ? null : writer::encode;
    chunks =
        new ChunkChecker(job.request(), collection, tools.features(), rows, encoder, ids::next);
    pipeline =
        new ChunkPipeline<>(
            source, tools.cores(), tools.chunksUnderWay(), CHUNK_ROWS, chunks::check);
  }

  private void judge(CheckedChunk chunk) {
    judge.judge(chunk);
    checks.note(chunk);
    tally.saveSometimes();
  }

  /** Waits for the chunk before, then sends this one; false at the first error. */
  private boolean arrived(ChunkSender sender, @Nullable CheckedChunk chunk) {
    sender.await().ifPresent(this::refuse);
    if (problems.hasErrors()) {
      return false;
    }
    if (chunk != null) {
      tally.count(chunk);
      sender.send(chunk);
    }
    return true;
  }

  private void refuse(ChunkSender.Refused refused) {
    CheckedRow row = refused.row();
    problems.add(
        rows.problem(
            row.record(), "REFUSED_BY_DATABASE", null, null, row.place(), refused.constraint()));
    tally.turnDown();
  }

  /** The last steps of the transaction; false if there is nothing to commit. */
  private boolean finish(CollectionWriter writer) {
    ImportResult result = result(writer.version());
    boolean covered =
        new Coverage(tools.datasets(), collection, job.request())
            .declare(writer, judge.latestSourceDate());
    if (!covered && result.inserted() + result.updated() + result.ended() == 0) {
      return false;
    }
    writer.finish(
        job.actor().username(), new Changes(result.inserted(), result.updated(), result.ended()));
    commit(result);
    return true;
  }

  /** A replaced feature whose code is in the file goes on in a new version: it has not ended. */
  private ImportResult result(long version) {
    long ended = endedAtOnce == 0 ? 0 : endedAtOnce - tally.updated();
    return new ImportResult(tally.inserted(), tally.updated(), tally.unchanged(), ended, version);
  }

  /** Every row equals what is registered: the data version stays. */
  private End commitNothing() {
    tools
        .transactions()
        .executeWithoutResult(
            s -> commit(result(tools.datasets().currentVersions().get(collection.id()))));
    return End.COMMITTED;
  }

  private void commit(ImportResult result) {
    tools.jobs().finish(job.id(), ImportState.COMMITTED, result, null);
    tools
        .audit()
        .record(
            "IMPORT_COMMITTED",
            "imports/" + job.id(),
            Map.of("collection", collection.id(), "result", result));
  }

  private void addOfFile(RowProblem problem) {
    problems.add(rows.told(problem, null));
  }

  /** As the users know it: files in GBK are read by the charset that holds all of it. */
  private static @Nullable String encodingName(@Nullable Charset charset) {
    return charset == null ? null : charset.equals(Charsets.GB18030) ? "GBK" : charset.name();
  }
}
