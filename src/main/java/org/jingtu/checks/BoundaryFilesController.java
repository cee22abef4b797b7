package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.jingtu.exchange.PlotFiles;
import org.jingtu.zones.Boundaries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Boundaries of administrative areas as a file, read as every other uploaded file is. */
@RestController
@Tag(name = "boundaries")
class BoundaryFilesController {

  private final Boundaries boundaries;
  private final PlotFiles files;

  BoundaryFilesController(Boundaries boundaries, PlotFiles files) {
    this.boundaries = boundaries;
    this.files = files;
  }

  /** How many boundaries were registered. */
  record Registered(int registered) {}

  @PostMapping(path = "/api/boundaries/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "以文件登记行政区界：各导入格式均可，全部登记或一个也不登记",
      description = "字段 adcode（或 XZQDM）、name（或 XZQMC）、sourceDate（或 GXSJ）。crs、encoding 只在文件没有写明时给出。")
  Registered register(
      @RequestPart("file") MultipartFile file,
      @RequestParam(required = false) @Nullable String crs,
      @RequestParam(required = false) @Nullable String encoding)
      throws IOException {
    boundaries.requireEditor();
    List<Boundaries.Sent> sent =
        files.readAll(file, crs, encoding, Boundaries.MOST).stream()
            .map(plot -> new Boundaries.Sent(plot.geometry(), plot.crs(), plot.values()))
            .toList();
    return new Registered(boundaries.register(sent));
  }
}
