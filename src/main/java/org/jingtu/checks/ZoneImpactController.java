package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.exchange.PlotFiles;
import org.jingtu.zones.Zone;
import org.jingtu.zones.ZoneDraft;
import org.jingtu.zones.ZoneState;
import org.jingtu.zones.Zones;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What a zone would change, and zones drawn by an uploaded file. */
@RestController
@RequestMapping("/api/zones")
@Tag(name = "zones")
class ZoneImpactController {

  private final ZoneImpact impact;
  private final Zones zones;
  private final PlotFiles files;
  private final Catalog catalog;

  ZoneImpactController(ZoneImpact impact, Zones zones, PlotFiles files, Catalog catalog) {
    this.impact = impact;
    this.zones = zones;
    this.files = files;
    this.catalog = catalog;
  }

  /** What the draft says beside the file; its properties win over the file's fields. */
  record FileRequest(
      @Nullable String collection,
      @Nullable String crs,
      @Nullable Map<String, @Nullable Object> properties,
      @Nullable List<Zone.Signpost> signposts,
      @Nullable List<Zone.Monitoring> monitoring) {}

  record CreatedView(
      String id, ZoneState state, String code, double areaSquareMetres, double areaMu) {}

  @GetMapping("/{id}/impact")
  @Operation(summary = "试算：该区域生效后，哪些已核查未供应的宗地和规划用地的结论会变，如何变；不存储")
  ZoneImpactAnswer impact(@PathVariable String id) {
    return impact.of(id);
  }

  @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "以上传的文件拟一项划定：文件含一个面，各导入格式均可；request 给出 collection 与 properties")
  ResponseEntity<CreatedView> create(
      @RequestPart("file") MultipartFile file,
      @RequestPart("request") FileRequest request,
      @RequestParam(required = false) @Nullable String encoding)
      throws IOException {
    zones.requireDrafter();
    String id = Objects.requireNonNullElse(request.collection(), "");
    Collection collection = catalog.getCollection(id);
    PlotFiles.UploadedPlot plot = files.read(file, request.crs(), encoding);
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    plot.values()
        .forEach(
            (field, value) ->
                collection
                    .findByField(field)
                    .map(Attribute::name)
                    .filter(Zones::isDrafted)
                    .ifPresent(name -> properties.putIfAbsent(name, value)));
    if (request.properties() != null) {
      properties.putAll(request.properties());
    }
    Zone zone =
        zones.create(
            new ZoneDraft(
                id,
                plot.crs().code(),
                plot.geometry(),
                properties,
                Objects.requireNonNullElse(request.signposts(), List.of()),
                Objects.requireNonNullElse(request.monitoring(), List.of()),
                null));
    return ResponseEntity.created(URI.create("/api/zones/" + zone.id()))
        .body(
            new CreatedView(
                Long.toString(zone.id()),
                zone.state(),
                zone.code(),
                zone.areaSquareMetres(),
                Figures.mu(zone.areaSquareMetres())));
  }
}
