package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The departments of a county of its own with their people, all of whose collections are loaded.
 * Drawn in metres in zone 39 (EPSG:4527) from (39,470,000, 4,690,000) on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ZoneOffice {

  static final String TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
  static final String APPROVAL =
      "{\"document\":{\"title\":\"批复\",\"number\":\"县政字〔2026〕8号\",\"date\":\"2026-05-01\",\"unit\":\"某县人民政府\"}}";

  static final String REPORT =
      "\"document\":{\"title\":\"报告\",\"date\":\"2026-03-01\",\"unit\":\"某公司\",\"result\":\"PASSED\"}";
  static final String DECISION =
      "\"document\":{\"title\":\"决定\",\"number\":\"冀〔2026〕1号\",\"date\":\"2026-04-01\",\"unit\":\"河北省生态环境厅\"}";

  final String county;
  private final String prefix;

  ZoneOffice(String county, String prefix) {
    this.county = county;
    this.prefix = prefix;
  }

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  Http http;
  String ecology;
  String ecologyHead;
  String land;
  String farming;

  @BeforeAll
  void hire() {
    http = new Http(port);
    Staff staff = new Staff(port);
    ecology = staff.hire(prefix + "-ecology", "ECOLOGY", "READER", "EDITOR");
    ecologyHead = staff.hire(prefix + "-ecology-head", "ECOLOGY", "READER", "OFFICER");
    land = staff.hire(prefix + "-land", "NATURAL_RESOURCES", "READER", "EDITOR", "OFFICER");
    farming = staff.hire(prefix + "-farming", "AGRICULTURE", "READER", "EDITOR", "OFFICER");
    for (String collection :
        List.of(
            "contaminated-sites",
            "control-zones",
            "groundwater-zones",
            "supervised-units",
            "farmland-classes",
            "permanent-basic-farmland",
            "sensitive-places",
            "water-source-protection",
            "plan-land-use")) {
      jdbc.update(
          "insert into dataset_coverage (collection, since, adcode, source_date) values (?, 1, ?, current_date)",
          collection,
          county);
    }
  }

  JsonNode act(String as, String zone, String act, String body, int status) {
    return post(as, "/api/zones/" + zone + "/" + act, body, status);
  }

  /** Takes a step of a site; the members are those of the request. */
  Http.Answer move(String site, String as, String members) {
    return http.postJson(
        "/api/sites/" + site + "/transitions", "{" + members + "}", "Authorization", as);
  }

  JsonNode get(String as, String path) {
    Http.Answer answer = http.get(path, "Authorization", as);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  JsonNode post(String as, String path, String body, int status) {
    Http.Answer answer = http.postJson(path, body, "Authorization", as);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    return answer.json();
  }

  static String features(String collection) {
    return "/api/collections/" + collection + "/features?crs=EPSG:4527";
  }

  String feature(String geometry, String code, String properties) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"%s\",%s}}"
        .formatted(geometry, code, county, properties);
  }

  static String square(double x, double y) {
    double w = 39_470_000 + x;
    double s = 4_690_000 + y;
    return JsonMapper.shared()
        .readTree(
            "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
                .formatted(w, s, w + 100, s, w + 100, s + 100, w, s + 100, w, s))
        .toString();
  }
}
