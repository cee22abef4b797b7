package org.jingtu.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Announcements of zones to read and to print, without sign-in. */
@RestController
@Tag(name = "public")
class NoticesController {

  private final Notices notices;

  NoticesController(Notices notices) {
    this.notices = notices;
  }

  @GetMapping(path = "/api/public/zones/{id}/notice.html", produces = MediaType.TEXT_HTML_VALUE)
  @Operation(summary = "公告页面")
  ResponseEntity<byte[]> page(@PathVariable String id, Locale locale) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(notices.html(id, locale).getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(
      path = "/api/public/zones/{id}/notice.pdf",
      produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(summary = "公告（PDF/A，中文字体内嵌）")
  ResponseEntity<byte[]> pdf(@PathVariable String id, Locale locale) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename("notice-" + id + ".pdf").build().toString())
        .body(notices.pdf(id, locale));
  }
}
