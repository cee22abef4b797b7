package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ask about a plot, and read the answer again. */
@RestController
@RequestMapping("/api/checks")
@Tag(name = "checks")
class ChecksController {

  private final Checks checks;

  ChecksController(Checks checks) {
    this.checks = checks;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "核查一个地块：按宗地代码或几何")
  ResponseEntity<String> check(@RequestBody CheckRequest request) {
    return created(checks.check(request, null));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "再次读取一次核查的答复")
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
