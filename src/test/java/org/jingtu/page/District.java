package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jingtu.sample.SampleFeatures;
import org.jingtu.support.Http;
import org.locationtech.jts.geom.Envelope;
import org.springframework.jdbc.core.JdbcTemplate;

/** The district of the sample county in which the parcels P01-P12 lie, loaded through the API. */
final class District {

  /** EPSG:4527: see sample-geodata/README.md. */
  private static final Envelope WINDOW = new Envelope(39_549_000, 39_554_000, 4_526_900, 4_531_200);

  private static final Set<String> COLLECTIONS =
      Set.of(
          "contaminated-sites",
          "control-zones",
          "groundwater-zones",
          "farmland-classes",
          "supervised-units",
          "sensitive-places",
          "water-source-protection",
          "plan-land-use",
          "permanent-basic-farmland",
          "parcels");

  private District() {}

  /** Loads it, unless it is there. */
  static void load(int port, JdbcTemplate jdbc) {
    Http http = new Http(port);
    if (http.get("/api/collections/parcels", "Authorization", Http.admin())
            .json()
            .path("count")
            .asInt()
        > 0) {
      return;
    }
    for (SampleFeatures.SampleFeature f : SampleFeatures.listWithin(WINDOW, COLLECTIONS)) {
      Http.Answer answer =
          http.postJson(
              "/api/collections/" + f.collection() + "/features?crs=EPSG:4527",
              f.geoJson(),
              "Authorization",
              Http.admin());
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }
    for (String collection : COLLECTIONS) {
      jdbc.update(
          """
          insert into dataset_coverage (collection, since, adcode, source_date)
          values (?, 0, ?, current_date)
          """,
          collection,
          SampleFeatures.adcode());
    }
  }
}
