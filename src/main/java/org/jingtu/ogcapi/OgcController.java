package org.jingtu.ogcapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The documents about the service and its collections; {@code /ogc/api} describes them. */
@RestController
@RequestMapping("/ogc")
@Hidden
class OgcController {

  private final OgcCollections collections;
  private final OgcDocuments documents;
  private final OgcPages pages;
  private final OpenApiDocument openApi;
  private final MessageSource texts;

  OgcController(
      OgcCollections collections,
      OgcDocuments documents,
      OgcPages pages,
      OpenApiDocument openApi,
      MessageSource texts) {
    this.collections = collections;
    this.documents = documents;
    this.pages = pages;
    this.openApi = openApi;
    this.texts = texts;
  }

  /** A request for a document: its form, links and language. */
  private record Asked(
      HttpServletRequest request,
      HttpServletResponse response,
      Format format,
      Links links,
      Words words) {

    void answer(String type, ObjectNode document, Function<ObjectNode, String> page)
        throws IOException {
      if (format == Format.HTML) {
        Answers.sendHtml(request, response, page.apply(document));
      } else {
        Answers.sendJson(request, response, type, document);
      }
    }
  }

  private Asked ask(
      HttpServletRequest request, HttpServletResponse response, Locale locale, String... types)
      throws HttpMediaTypeNotAcceptableException {
    Parameters.requireNone(request);
    Format format = Format.of(request, types);
    return new Asked(request, response, format, Answers.links(request), new Words(texts, locale));
  }

  @GetMapping({"", "/"})
  void landing(HttpServletRequest request, HttpServletResponse response, Locale locale)
      throws Exception {
    Asked asked = ask(request, response, locale);
    Links links = documents.landing(asked.links(), asked.format(), asked.words());
    asked.answer(
        Links.JSON,
        documents.landing(links, asked.words()),
        json -> pages.landing(links, asked.words()));
  }

  @GetMapping("/conformance")
  void conformance(HttpServletRequest request, HttpServletResponse response, Locale locale)
      throws Exception {
    document(
        ask(request, response, locale),
        "/conformance",
        Links.JSON,
        "link.conformance",
        null,
        documents.conformance());
  }

  @GetMapping("/api")
  void api(HttpServletRequest request, HttpServletResponse response, Locale locale)
      throws Exception {
    Asked asked = ask(request, response, locale, Links.OPEN_API);
    ObjectNode document = openApi.describe(collections.list(), asked.links(), asked.words());
    document(asked, "/api", Links.OPEN_API, "link.api", null, document);
  }

  private void document(
      Asked asked,
      String path,
      String type,
      String title,
      @Nullable Collection collection,
      ObjectNode document)
      throws IOException {
    asked.links().addSelf(path, asked.format(), type, asked.words());
    asked.answer(
        type,
        document,
        json ->
            pages.document(
                asked.words().get(title), collection, json, asked.links(), asked.words()));
  }

  @GetMapping("/collections")
  void collections(HttpServletRequest request, HttpServletResponse response, Locale locale)
      throws Exception {
    Asked asked = ask(request, response, locale);
    List<Collection> known = collections.list();
    Links links = asked.links().addSelf("/collections", asked.format(), Links.JSON, asked.words());
    asked.answer(
        Links.JSON,
        documents.collections(known, links, asked.words()),
        json -> pages.collections(known, links, asked.words()));
  }

  @GetMapping("/collections/{collection}")
  void collection(
      @PathVariable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    Collection known = collections.get(collection);
    Asked asked = ask(request, response, locale);
    Links links =
        asked
            .links()
            .addSelf("/collections/" + known.id(), asked.format(), Links.JSON, asked.words());
    response.setHeader("Link", links.queryablesHeader(known.id()));
    ObjectNode document = documents.collection(known, links, asked.words());
    asked.answer(Links.JSON, document, json -> pages.collection(known, links, asked.words()));
  }

  @GetMapping("/collections/{collection}/queryables")
  void queryables(
      @PathVariable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    schema(collection, Schemas.Kind.QUERYABLES, ask(request, response, locale, Links.SCHEMA));
  }

  @GetMapping("/collections/{collection}/sortables")
  void sortables(
      @PathVariable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    schema(collection, Schemas.Kind.SORTABLES, ask(request, response, locale, Links.SCHEMA));
  }

  @GetMapping("/collections/{collection}/schema")
  void schema(
      @PathVariable String collection,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    schema(collection, Schemas.Kind.SCHEMA, ask(request, response, locale, Links.SCHEMA));
  }

  private void schema(String collection, Schemas.Kind kind, Asked asked) throws IOException {
    Collection known = collections.get(collection);
    String name = kind.name().toLowerCase(Locale.ROOT);
    String path = "/collections/" + known.id() + "/" + name;
    document(
        asked,
        path,
        Links.SCHEMA,
        "link." + name,
        known,
        Schemas.of(kind, known, asked.links().href(path), asked.words()));
  }
}
