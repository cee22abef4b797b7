package org.jingtu.ogcapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Collection;
import org.jingtu.features.EntityTags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The items of a collection; rows go to the caller while they are read. */
@RestController
@RequestMapping("/ogc/collections/{collection}/items")
@Hidden
class OgcItemsController {

  private static final Logger log = LoggerFactory.getLogger(OgcItemsController.class);

  private final OgcCollections collections;
  private final OgcItems items;
  private final ItemsQueryReader reader;
  private final CursorKey cursorKey;
  private final OgcCrs systems;
  private final MessageSource texts;

  OgcItemsController(
      OgcCollections collections,
      OgcItems items,
      ItemsQueryReader reader,
      CursorKey cursorKey,
      OgcCrs systems,
      MessageSource texts) {
    this.collections = collections;
    this.items = items;
    this.reader = reader;
    this.cursorKey = cursorKey;
    this.systems = systems;
    this.texts = texts;
  }

  @GetMapping
  void list(
      @PathVariable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    Collection known = collections.get(collection);
    Format format = Format.of(request, Links.GEO_JSON);
    String scope = collections.scope();
    CursorSeal seal = new CursorSeal(cursorKey, known.id(), scope, request);
    ItemsQuery query = reader.read(known, request, seal);
    ItemsAnswer answer =
        new ItemsAnswer(
            request, response, query, format, new Words(texts, locale), scope, seal, systems);
    try {
      items.page(answer.query(), answer);
      answer.complete();
    } catch (RuntimeException failure) {
      if (response.isCommitted()) {
        throw new Interrupted(failure);
      }
      response.resetBuffer();
      for (String header : List.of("ETag", "Cache-Control", "Content-Crs", "Link")) {
        response.setHeader(header, null); // they were those of the items
      }
      throw failure;
    }
  }

  /** Something failed when a part of the answer had been sent. */
  private static final class Interrupted extends RuntimeException {
    Interrupted(Throwable cause) {
      super(cause);
    }
  }

  /** The document stays incomplete, so that no reader takes it for whole. */
  @ExceptionHandler(Interrupted.class)
  void leaveIncomplete(Interrupted interrupted) {
    if (interrupted.getCause() instanceof UncheckedIOException) {
      log.debug("The caller closed the connection before the items were complete");
    } else {
      log.error("Items could not be completed", interrupted.getCause());
    }
  }

  @GetMapping("/{feature}")
  void get(
      @PathVariable String collection,
      @PathVariable String feature,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    Collection known = collections.get(collection);
    Format format = Format.of(request, Links.GEO_JSON);
    ItemsQuery query = reader.readOne(known, request);
    ItemRow row = items.get(query, EntityTags.parseId(known, feature));
    Words words = new Words(texts, locale);
    if (Answers.isKnown(request, response, "\"" + row.since() + form(format, words) + "\"")) {
      return;
    }
    response.setHeader("Content-Crs", "<" + query.crs().uri() + ">");
    write(query, row, format, words, request, response);
  }

  /** Tells the forms of an item apart, which differ by the titles of their links at least. */
  private static String form(Format format, Words words) {
    String language = words.english() ? "-en" : "";
    return format == Format.HTML ? "-html" + language : language;
  }

  private void write(
      ItemsQuery query,
      ItemRow row,
      Format format,
      Words words,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String path = "/collections/" + query.collection().id();
    String parameters = ItemsAnswer.query(request.getParameterMap(), null);
    Links links =
        Answers.links(request)
            .addSelf(path + "/items/" + row.feature() + parameters, format, Links.GEO_JSON, words)
            .add(
                path + "?f=" + format.code(),
                "collection",
                type(format),
                words.get("link.collection"));
    if (format == Format.HTML) {
      byte[] page =
          ItemPages.item(query.collection(), row, links, words)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      response.setContentType("text/html;charset=UTF-8");
      response.getOutputStream().write(page);
      return;
    }
    response.setContentType(Links.GEO_JSON);
    new ItemJson(response.getOutputStream(), query, systems).one(row, links);
  }

  private static String type(Format format) {
    return format == Format.HTML ? Links.HTML : Links.JSON;
  }
}
