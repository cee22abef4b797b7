package org.jingtu.bench;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Long pages: when their first byte comes, and how much memory the service needs for them. */
final class OgcPageBench {

  private final ServiceProcess service;
  private final String officer;

  OgcPageBench(ServiceProcess service, String officer) {
    this.service = service;
    this.officer = officer;
  }

  /** The first byte of all features of the collection, by the size of a page. */
  void firstBytes() throws Exception {
    System.out.println();
    for (int limit : new int[] {10, 1_000, 10_000}) {
      List<Double> first = new ArrayList<>();
      for (int i = 0; i < 41; i++) {
        long start = System.nanoTime();
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create(
                        "http://127.0.0.1:" + service.port() + OgcCases.ITEMS + "?limit=" + limit)
                    .toURL()
                    .openConnection();
        connection.setRequestProperty("Authorization", officer);
        try (InputStream in = connection.getInputStream()) {
          in.read();
          first.add((System.nanoTime() - start) / 1e6);
          in.readAllBytes();
        }
      }
      first.sort(null);
      System.out.printf(
          "first byte, limit %,6d: median %.1f ms, load average %s%n",
          limit, first.get(20), Machine.load());
    }
  }

  /** Follows the pages to the end; every feature must come once. */
  void readEverything(int features) throws Exception {
    long start = System.nanoTime();
    long read = 0;
    long matched = 0;
    try (HttpCaller caller = new HttpCaller(service.port(), officer)) {
      String path = OgcCases.ITEMS + "?limit=10000";
      while (path != null) {
        JsonNode page =
            JsonMapper.shared()
                .readTree(ServiceProcess.require(caller.send("GET", path, ""), 200).content());
        read += page.path("features").size();
        matched = page.path("numberMatched").asLong();
        path = null;
        for (JsonNode link : page.path("links")) {
          if (link.path("rel").asString().equals("next")) {
            path = link.path("href").asString().replaceFirst("^http://[^/]+", "");
          }
        }
      }
    }
    if (read != matched || read != features) {
      throw new IllegalStateException("read " + read + " of " + matched);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "all %,d features by pages of 10,000: %.1f s, %,.0f a second (read and parsed here), by a service with a heap of 192 MB; its process had %,d MB at the most%n",
        read, seconds, read / seconds, Machine.peakMegabytes(service.pid()));
  }
}
