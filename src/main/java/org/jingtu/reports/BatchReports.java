package org.jingtu.reports;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.checks.BatchArchive;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The opinions of a batch as one zip, with the workbook of its results. Opinions are made by all
 * cores but sent in order, so that no more than a few are held at a time, however long the batch.
 */
@Component
class BatchReports {

  private static final int PAGE = 200;

  /** Zips that are made at the same time; each takes all cores. */
  private static final int AT_ONCE = 2;

  private final BatchArchive archive;
  private final Opinions opinions;
  private final Words words;
  private final Actors actors;
  private final Semaphore slots = new Semaphore(AT_ONCE, true);

  BatchReports(BatchArchive archive, Opinions opinions, Words words, Actors actors) {
    this.archive = archive;
    this.opinions = opinions;
    this.words = words;
    this.actors = actors;
  }

  /** Where and for whom the documents are made. */
  record Reader(Locale locale, URI here) {}

  private record Document(String name, byte[] pdf) {}

  /** A document under way. */
  private record Pending(long record, Future<Document> document) {}

  /**
   * Takes a place in the queue of those who make zips; to be released.
   *
   * @throws ReportsBusy if there is none
   */
  void begin() {
    if (!slots.tryAcquire()) {
      throw new ReportsBusy();
    }
  }

  void end() {
    slots.release();
  }

  /** Writes the zip. The stream is not closed. */
  void write(BatchArchive.Opened batch, Reader reader, OutputStream out) throws IOException {
    Actor actor = actors.current();
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try (ZipOutputStream zip = new ZipOutputStream(kept(out), StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_SPEED); // PDFs are compressed already
      zip.putNextEntry(new ZipEntry(words.say(reader.locale(), "report.batch.workbook")));
      archive.writeXlsx(batch, kept(zip), reader.locale());
      zip.closeEntry();
      Deque<Pending> pending = new ArrayDeque<>();
      long after = 0;
      for (List<BatchArchive.Row> page = archive.listRows(batch, after, PAGE);
          !page.isEmpty();
          page = archive.listRows(batch, after, PAGE)) {
        for (BatchArchive.Row row : page) {
          after = row.record();
          pending.add(new Pending(after, pool.submit(() -> make(row, reader, actor))));
          if (pending.size() > 2 * workers) {
            send(pending.remove(), zip);
          }
        }
      }
      while (!pending.isEmpty()) {
        send(pending.remove(), zip);
      }
    } finally {
      pool.shutdownNow(); // what is still under way when the receiver is gone
    }
  }

  private Document make(BatchArchive.Row row, Reader reader, Actor actor) {
    return actors.as(
        actor,
        () -> {
          Opinion opinion =
              opinions.getOpinion(row.check().toString(), reader.locale(), reader.here());
          return new Document(name(row, opinion), opinions.pdf(opinion));
        });
  }

  private static void send(Pending pending, ZipOutputStream zip) throws IOException {
    try {
      Document document = pending.document().get();
      zip.putNextEntry(new ZipEntry(document.name()));
      zip.write(document.pdf());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an opinion was made", e);
    } catch (ExecutionException e) {
      throw new IOException("no opinion could be made on row " + pending.record(), e.getCause());
    }
    zip.closeEntry();
    zip.flush();
  }

  /** Row, number or name without what file systems refuse, verdict as the document says it. */
  private static String name(BatchArchive.Row row, Opinion opinion) {
    String label = row.label() == null ? "" : "_" + plain(row.label());
    return "%05d%s_%s.pdf".formatted(row.record(), label, opinion.values().get("verdictTitle"));
  }

  private static String plain(@Nullable String text) {
    String name = String.valueOf(text).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    return name.length() > 60 ? name.substring(0, 60) : name;
  }

  /** A stream that stays open when its writer is done. */
  private static OutputStream kept(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
