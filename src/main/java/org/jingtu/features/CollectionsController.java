package org.jingtu.features;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.Datasets.Coverage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What collections there are, what they hold and how far they reach. */
@RestController
@Tag(name = "collections")
class CollectionsController {

  private final Catalog catalog;
  private final Datasets datasets;
  private final Permissions permissions;

  CollectionsController(Catalog catalog, Datasets datasets, Permissions permissions) {
    this.catalog = catalog;
    this.datasets = datasets;
    this.permissions = permissions;
  }

  record CodeView(String value, String title, List<String> aliases) {}

  record AttributeView(
      String name,
      String title,
      Attribute.Type type,
      boolean required,
      List<CodeView> codes,
      List<String> aliases) {}

  record CollectionView(
      String id,
      String title,
      String department,
      Collection.GeometryKind geometryType,
      boolean published,
      List<AttributeView> attributes,
      long count,
      long dataVersion,
      @Nullable Instant updatedAt,
      double @Nullable [] extent,
      List<Coverage> coverage) {}

  @GetMapping("/api/collections")
  @Operation(summary = "列出全部图层：字段、代码表、要素数、数据版本、已入库范围")
  List<CollectionView> list(Locale locale) {
    return catalog.listCollections().stream()
        .filter(c -> permissions.mayRead(c.published()))
        .map(c -> view(c, locale))
        .toList();
  }

  @GetMapping("/api/collections/{id}")
  @Operation(summary = "一个图层的说明")
  CollectionView get(@PathVariable String id, Locale locale) {
    return view(catalog.getCollection(id), locale);
  }

  private CollectionView view(Collection c, Locale locale) {
    Datasets.DatasetState state = datasets.getState(c);
    return new CollectionView(
        c.id(),
        c.title(locale),
        c.department(),
        c.geometry(),
        c.published(),
        c.attributes().stream().map(a -> view(a, locale)).toList(),
        state.count(),
        state.version(),
        state.updatedAt(),
        state.extent(),
        state.coverage());
  }

  private static AttributeView view(Attribute a, Locale locale) {
    List<CodeView> codes =
        a.codes().stream()
            .map(code -> new CodeView(code.value(), code.title(locale), code.aliases()))
            .toList();
    return new AttributeView(a.name(), a.title(locale), a.type(), a.required(), codes, a.aliases());
  }
}
