package org.jingtu.sites;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

/** Files attached to a site; always handed out to be saved, never to be opened in place. */
@RestController
@RequestMapping("/api/sites/{code}/documents")
@Tag(name = "sites")
class SiteDocumentsController {

  private final Sites sites;
  private final SiteDocuments documents;

  SiteDocumentsController(Sites sites, SiteDocuments documents) {
    this.sites = sites;
    this.documents = documents;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "上传地块附件（PDF、PNG、JPEG）；transition 为所属的状态变更")
  ResponseEntity<SiteDocuments.Attached> attach(
      @PathVariable String code,
      @RequestPart MultipartFile file,
      @RequestParam(required = false) @Nullable Long transition,
      @RequestParam(required = false) @Nullable String title) {
    SiteDocuments.Attached attached = documents.attach(code, file, transition, title);
    return ResponseEntity.created(
            URI.create(
                org.springframework.web.util.UriComponentsBuilder.fromPath(
                        "/api/sites/{code}/documents/{id}")
                    .build(code, attached.id())
                    .toASCIIString()))
        .body(attached);
  }

  @GetMapping
  @Operation(summary = "地块的附件")
  List<SiteDocuments.Attached> list(@PathVariable String code) {
    return documents.listDocuments(sites.getSite(code).feature());
  }

  @GetMapping("/{id}")
  @Operation(summary = "下载一个附件")
  ResponseEntity<byte[]> get(@PathVariable String code, @PathVariable String id) {
    SiteDocuments.Content content = documents.getDocument(code, id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(content.file().mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(content.file().fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Content-SHA256", content.file().sha256())
        .cacheControl(CacheControl.noStore())
        .body(content.bytes());
  }
}
