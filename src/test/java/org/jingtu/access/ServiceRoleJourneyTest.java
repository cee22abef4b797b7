package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service by a database role that owns nothing: it works, and cannot touch the audit trail. */
@ConfiguredJourneyTest
class ServiceRoleJourneyTest {

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private AuditSealer sealer;
  @Autowired private AuditTrail trail;

  private Http.Answer get(String path) {
    return new Http(port).get(path, "Authorization", Http.admin());
  }

  @Test
  void roleSuffices() throws IOException {
    byte[] file = Files.readAllBytes(Path.of("src/test/resources/imports/good-utf8.zip"));
    Http.Answer accepted =
        new Http(port)
            .postParts(
                "/api/imports?collection=farmland-classes&mode=append",
                List.of(new Http.Part("file", "plots.zip", "application/zip", file)),
                "Authorization",
                Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String job = accepted.header("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(get(job).json().path("state").asString())
                    .isIn("COMMITTED", "REJECTED", "FAILED"));
    assertThat(get(job).json().path("state").asString())
        .as(get(job).response().body())
        .isEqualTo("COMMITTED");
    String check =
        """
        {"parcel": {"geometry": {"type": "Polygon", "coordinates":
           [[[117.7, 40.9], [117.701, 40.9], [117.701, 40.901], [117.7, 40.9]]]}},
         "stage": "SUPPLY", "plannedUse": "0701"}
        """;
    assertThat(
            new Http(port).postJson("/api/checks", check, "Authorization", Http.admin()).status())
        .isEqualTo(201);
    assertThat(get("/api/exports/farmland-classes?f=csv").status()).isEqualTo(200);
    sealer.sealAll();
    assertThat(trail.verify().intact()).isTrue();
    assertThat(trail.verify().sequence()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set subject = 'another'",
        "delete from audit_entry",
        "truncate audit_entry cascade",
        "delete from audit_seal",
        "alter table audit_entry disable trigger all",
        "drop trigger audit_entry_append_only on audit_entry",
        "create or replace function audit_refuse() returns trigger language plpgsql as 'begin return new; end'",
        "set session_replication_role = replica",
        "update flyway_schema_history set success = false"
      })
  void roleCannotTouchTheAuditTrail(String sql) {
    assertThatThrownBy(() -> jdbc.sql(sql).update())
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getCause()))
                    .containsAnyOf("permission denied", "must be owner"));
  }
}
