package org.jingtu.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The opinion on a check, to read and to print. */
@RestController
@Tag(name = "checks")
class OpinionController {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Opinions opinions;

  OpinionController(Opinions opinions) {
    this.opinions = opinions;
  }

  @GetMapping(path = "/api/checks/{id}/report.pdf")
  @Operation(summary = "核查意见书（PDF/A，中文字体内嵌）")
  @ApiResponse(responseCode = "200", description = "application/pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String id, Locale locale) {
    Opinion opinion = opinions.getOpinion(id, locale, here());
    ContentDisposition name =
        ContentDisposition.inline()
            .filename(opinion.number() + ".pdf", StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .body(opinions.pdf(opinion));
  }

  @GetMapping(path = "/api/checks/{id}/report.html")
  @Operation(summary = "核查意见书（网页，可打印）")
  @ApiResponse(responseCode = "200", description = "text/html")
  ResponseEntity<String> html(@PathVariable String id, Locale locale) {
    return ResponseEntity.ok()
        .contentType(HTML)
        .body(opinions.html(opinions.getOpinion(id, locale, here())));
  }

  /** The address under which this service was called, for the link to verify. */
  private static URI here() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri();
  }
}
