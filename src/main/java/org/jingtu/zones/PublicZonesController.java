package org.jingtu.zones;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** Announced zones, for everybody, without sign-in. */
@RestController
@RequestMapping("/api/public/zones")
@Tag(name = "public")
class PublicZonesController {

  private static final String GEO_JSON = "application/geo+json";

  private final PublicZones zones;
  private final ZoneFeeds feeds;

  PublicZonesController(PublicZones zones, ZoneFeeds feeds) {
    this.zones = zones;
    this.feeds = feeds;
  }

  @GetMapping(produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "已公告且生效中或待生效的区域（GeoJSON，EPSG:4490），含在别处公告、导入本系统的")
  ObjectNode list(
      @RequestParam(required = false) @Nullable String adcode,
      @Parameter(description = "上一页的 next") @RequestParam(defaultValue = "0") String after) {
    return feeds.collection(notices(adcode, after));
  }

  @GetMapping(path = "/feed.atom", produces = MediaType.APPLICATION_ATOM_XML_VALUE)
  @Operation(summary = "公告订阅（Atom）")
  ResponseEntity<byte[]> atom(@RequestParam(required = false) @Nullable String adcode) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_ATOM_XML)
        .body(feeds.atom(notices(adcode, "0"), base()));
  }

  @GetMapping(
      path = "/feed.json",
      produces = {"application/feed+json", MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "公告订阅（JSON Feed 1.1）")
  ObjectNode jsonFeed(@RequestParam(required = false) @Nullable String adcode) {
    return feeds.jsonFeed(notices(adcode, "0"), base());
  }

  @GetMapping(
      path = "/{id}",
      produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "一项公告（GeoJSON Feature），终止后仍可读")
  ObjectNode get(@PathVariable String id) {
    return feeds.feature(zones.getNotice(id));
  }

  private List<PublicZones.Notice> notices(@Nullable String adcode, String after) {
    if (adcode != null && !adcode.matches("[0-9]{2,12}")) {
      throw new BadParameter("adcode", adcode, "130899");
    }
    return zones.listNotices(adcode, after);
  }

  private static String base() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
        + "/api/public/zones";
  }
}
