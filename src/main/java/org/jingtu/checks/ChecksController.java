package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.exchange.PlotFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ask about a plot, and read the answer again. */
@RestController
@RequestMapping("/api/checks")
@Tag(name = "checks")
class ChecksController {

  private final Checks checks;
  private final Plots plots;
  private final PlotFiles files;

  ChecksController(Checks checks, Plots plots, PlotFiles files) {
    this.checks = checks;
    this.plots = plots;
    this.files = files;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "201", description = "答复，已存储")
  ResponseEntity<String> check(@RequestBody CheckRequest request) {
    return created(checks.check(request, null));
  }

  @PostMapping(
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "201", description = "答复，已存储")
  ResponseEntity<String> checkFile(
      @RequestPart("file") MultipartFile file,
      @RequestPart("request") CheckRequest request,
      @RequestParam(required = false) @Nullable String encoding)
      throws IOException {
    CheckRequest.ParcelRequest parcel = request.parcel();
    String crs = parcel == null ? null : parcel.crs();
    String adcode = parcel == null ? null : parcel.adcode();
    Plot plot = plots.uploaded(files.read(file, crs, encoding), adcode);
    return created(checks.check(request, plot));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "再次读取一次核查的答复，与当时逐字相同")
  ResponseEntity<String> get(@PathVariable String id) {
    return ResponseEntity.ok(checks.getAnswer(parseId(id)));
  }

  private static ResponseEntity<String> created(Checks.Stored stored) {
    return ResponseEntity.created(URI.create("/api/checks/" + stored.id())).body(stored.json());
  }

  private static UUID parseId(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new CheckNotFound(id);
    }
  }
}
