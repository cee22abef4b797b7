package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.JourneyTest;
import org.jingtu.features.FeatureFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Items go out while they come in: what the database has not sent yet cannot be kept anywhere. The
 * items are those of {@link OgcLongPagesJourneyTest}: 1,399 rows of about 200 bytes, fetched as 64,
 * 192, 512, 512 and the rest, and one of 96,000.
 */
@JourneyTest
@Timeout(60)
class OgcStreamingJourneyTest {

  private static final Pattern ID = Pattern.compile("\"type\":\"Feature\",\"id\"");

  @LocalServerPort private int port;
  @Autowired private Environment environment;
  @Autowired private Catalog catalog;
  @Autowired private Permissions permissions;
  @Autowired private OgcCrs systems;
  @Autowired private CursorKey cursorKey;
  @Autowired private MessageSource texts;

  @Test
  void itemsAreSentWhileTheDatabaseHoldsTheRestBack() throws Exception {
    OgcLongPagesJourneyTest.make(port);
    String url = environment.getRequiredProperty("spring.datasource.url");
    long all = bytesOfThePage(url);
    MockHttpServletResponse response = new MockHttpServletResponse();
    try (GatedDatabase gate = new GatedDatabase(url, all - 10_000)) { // within the last 120 rows
      CompletableFuture<Void> page =
          CompletableFuture.runAsync(() -> answer(source(gate.jdbcUrl(url)), response));
      gate.awaitFull();

      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (count(response) < 500) {
        assertThat(System.nanoTime()).as("sent: %d items", count(response)).isLessThan(end);
        Thread.onSpinWait();
      }
      assertThat(count(response)).isLessThan(1_400);
      gate.open();
      page.get(30, TimeUnit.SECONDS);
      assertThat(count(response)).isEqualTo(1_400);
    }
  }

  private long bytesOfThePage(String url) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    try (GatedDatabase gate = new GatedDatabase(url, Long.MAX_VALUE)) {
      answer(source(gate.jdbcUrl(url)), response);
      assertThat(count(response)).isEqualTo(1_400);
      return gate.bytes();
    }
  }

  private void answer(PGSimpleDataSource source, MockHttpServletResponse response) {
    OgcItems items = new OgcItems(new ItemStore(new JdbcTemplate(source)), permissions, source, 1);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", OgcPlaces.ITEMS);
    ItemsAnswer answer =
        new ItemsAnswer(
            request,
            response,
            query(),
            Format.JSON,
            new Words(texts, Locale.ENGLISH),
            "a",
            new CursorSeal(cursorKey, "sensitive-places", "a", request),
            systems);
    items.page(answer.query(), answer);
    items.close();
  }

  private ItemsQuery query() {
    Collection collection = catalog.getCollection("sensitive-places");
    return new ItemsQuery(
        collection,
        systems.get("crs", OgcCrs.CRS84),
        10_000,
        null,
        null,
        List.of(FeatureFilter.parse(collection, "adcode = '139912'")),
        List.of(),
        collection.attributes(),
        true,
        true,
        false,
        null,
        null);
  }

  private PGSimpleDataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(environment.getRequiredProperty("spring.datasource.username"));
    source.setPassword(environment.getRequiredProperty("spring.datasource.password"));
    return source;
  }

  /** Features that have come so far. */
  private static long count(MockHttpServletResponse response) {
    String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    return ID.matcher(text).results().count();
  }
}
