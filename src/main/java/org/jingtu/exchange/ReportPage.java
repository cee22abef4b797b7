package org.jingtu.exchange;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes the report of an import as a page to be read and printed: no script, its style in a file
 * of its own, every text of the upload escaped.
 */
@Component
class ReportPage {

  /** Problems on the page; more than this nobody reads on paper, the CSV has all. */
  private static final int PROBLEMS = 1_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private final Imports imports;
  private final ImportViews views;
  private final ImportTexts texts;
  private final Catalog catalog;

  ReportPage(Imports imports, ImportViews views, ImportTexts texts, Catalog catalog) {
    this.imports = imports;
    this.views = views;
    this.texts = texts;
    this.catalog = catalog;
  }

  void write(ImportJob job, Writer out, Locale locale) throws IOException {
    Page page = new Page(out, locale);
    List<ImportProblem> problems = imports.listProblems(job, PROBLEMS);
    page.head(job);
    page.facts(job);
    page.counts(job);
    page.mapping(job);
    page.problems(job, problems);
    out.write("</main></body></html>\n");
    out.flush();
  }

  /** One page under way. */
  private final class Page {
    private final Writer out;
    private final Locale locale;

    Page(Writer out, Locale locale) {
      this.out = out;
      this.locale = locale;
    }

    void head(ImportJob job) throws IOException {
      String title = text("title");
      out.write(
          """
          <!doctype html>
          <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
          <title>%s %s</title><link rel="stylesheet" href="/page/import-report.css"></head><body><main>
          <h1>%s</h1><p class="file">%s</p>
          """
              .formatted(
                  locale.toLanguageTag(),
                  escape(title),
                  escape(job.fileName()),
                  escape(title),
                  escape(job.fileName())));
    }

    void facts(ImportJob job) throws IOException {
      ImportProgress progress = job.progress();
      ImportResult result = job.result();
      out.write("<table class=\"facts\">\n");
      fact("collection", catalog.getCollection(job.request().collection()).title(locale));
      fact("state", text("state." + job.state()));
      fact("actor", job.actor().username());
      fact("created", time(job.createdAt()));
      fact("finished", time(job.finishedAt()));
      fact("crs", job.crs());
      fact("encoding", job.encoding());
      fact("rows", progress.read());
      fact("accepted", progress.accepted());
      fact("rejected", progress.rejected());
      fact("repaired", progress.repaired());
      if (job.state() == ImportState.COMMITTED) {
        fact("inserted", result.inserted());
        fact("updated", result.updated());
        fact("unchanged", result.unchanged());
        fact("ended", result.ended());
        fact("dataVersion", result.dataVersion());
      }
      if (job.failure() != null) {
        fact("failure", texts.message(job.failure(), locale));
      }
      out.write("</table>\n");
    }

    private void fact(String name, @Nullable Object value) throws IOException {
      if (value != null) {
        row("<th scope=\"row\">" + escape(text(name)) + "</th>", cell(value));
      }
    }

    void counts(ImportJob job) throws IOException {
      Map<String, Long> counts = job.findings().problemCounts();
      heading("counts");
      if (counts.isEmpty()) {
        out.write("<p>" + escape(text("none")) + "</p>\n");
        return;
      }
      out.write("<table>\n");
      header("problems.code", "report.number");
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        String title = texts.title(count.getKey(), locale);
        row(cell(title + " " + count.getKey()), cell(count.getValue()));
      }
      out.write("</tbody></table>\n");
    }

    void mapping(ImportJob job) throws IOException {
      heading("mapping");
      out.write("<table>\n");
      header("report.field", "report.attribute");
      for (Map.Entry<String, String> entry : job.mapping().entrySet()) {
        row(cell(entry.getKey()), cell(title(job, entry.getValue())));
      }
      for (String field : job.unmapped()) {
        row(cell(field), cell(text("unmapped")));
      }
      out.write("</tbody></table>\n");
    }

    private String title(ImportJob job, String attribute) {
      return catalog
          .getCollection(job.request().collection())
          .findAttribute(attribute)
          .map(a -> a.title(locale))
          .orElse(attribute);
    }

    void problems(ImportJob job, List<ImportProblem> problems) throws IOException {
      if (problems.isEmpty()) {
        return;
      }
      heading("problems");
      if (problems.size() == PROBLEMS) {
        out.write("<p>" + escape(text("first")) + "</p>\n");
      }
      out.write("<table class=\"problems\">\n");
      header(
          "problems.severity",
          "problems.code",
          "problems.record",
          "problems.field",
          "problems.value",
          "problems.message",
          "report.place");
      for (ImportProblem problem : problems) {
        ImportViews.ProblemView view = views.problem(problem, job, locale);
        row(
            cell(texts.text("severity." + view.severity(), locale)),
            cell(view.code()),
            cell(view.record()),
            cell(view.field()),
            cell(view.value()),
            cell(view.message()),
            cell(place(view.location())));
      }
      out.write("</tbody></table>\n");
    }

    private @Nullable String place(ImportViews.@Nullable LocationView place) {
      return place == null
          ? null
          : "%s %.3f, %.3f".formatted(place.crs() == null ? "" : place.crs(), place.x(), place.y());
    }

    private void heading(String name) throws IOException {
      out.write("<h2>" + escape(text(name)) + "</h2>\n");
    }

    private void header(String... names) throws IOException {
      out.write("<thead><tr>");
      for (String name : names) {
        out.write("<th scope=\"col\">" + escape(texts.text(name, locale)) + "</th>");
      }
      out.write("</tr></thead><tbody>\n");
    }

    private void row(String... cells) throws IOException {
      out.write("<tr>" + String.join("", cells) + "</tr>\n");
    }

    private String text(String name) {
      return texts.text("report." + name, locale);
    }
  }

  private static String cell(@Nullable Object value) {
    return "<td>" + (value == null ? "" : escape(value.toString())) + "</td>";
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : TIME.format(instant);
  }
}
