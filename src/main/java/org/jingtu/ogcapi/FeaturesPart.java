package org.jingtu.ogcapi;

import java.util.List;
import java.util.stream.Stream;
import org.jingtu.catalog.Collection;
import org.springframework.stereotype.Component;

/** OGC API Features, parts 1 to 5, with CQL2. */
@Component
class FeaturesPart implements OgcPart {

  private static final String SPEC = "http://www.opengis.net/spec/";

  @Override
  public List<String> conformanceClasses() {
    return Stream.of(
            "ogcapi-common-1/1.0/conf/core",
            "ogcapi-common-1/1.0/conf/landing-page",
            "ogcapi-common-1/1.0/conf/json",
            "ogcapi-common-1/1.0/conf/html",
            "ogcapi-common-1/1.0/conf/oas30",
            "ogcapi-common-2/1.0/conf/collections",
            "ogcapi-features-1/1.0/conf/core",
            "ogcapi-features-1/1.0/conf/oas30",
            "ogcapi-features-1/1.0/conf/html",
            "ogcapi-features-1/1.0/conf/geojson",
            "ogcapi-features-2/1.0/conf/crs",
            "ogcapi-features-3/1.0/conf/queryables",
            "ogcapi-features-3/1.0/conf/queryables-query-parameters",
            "ogcapi-features-3/1.0/conf/filter",
            "ogcapi-features-3/1.0/conf/features-filter",
            "cql2/1.0/conf/cql2-text",
            "cql2/1.0/conf/cql2-json",
            "cql2/1.0/conf/basic-cql2",
            "cql2/1.0/conf/advanced-comparison-operators",
            "cql2/1.0/conf/case-insensitive-comparison",
            "cql2/1.0/conf/accent-insensitive-comparison",
            "cql2/1.0/conf/basic-spatial-functions",
            "cql2/1.0/conf/basic-spatial-functions-plus",
            "cql2/1.0/conf/spatial-functions",
            "cql2/1.0/conf/temporal-functions",
            "cql2/1.0/conf/arithmetic",
            "cql2/1.0/conf/property-property",
            "ogcapi-features-4/1.0/conf/create-replace-delete",
            "ogcapi-features-4/1.0/conf/update",
            "ogcapi-features-4/1.0/conf/optimistic-locking-etags",
            "ogcapi-features-4/1.0/conf/features",
            "ogcapi-features-5/1.0/conf/schemas",
            "ogcapi-features-5/1.0/conf/core-roles-features",
            "ogcapi-features-5/1.0/conf/returnables-and-receivables",
            "ogcapi-features-5/1.0/conf/queryables",
            "ogcapi-features-5/1.0/conf/sortables")
        .map(SPEC::concat)
        .toList();
  }

  @Override
  public void addLandingLinks(Links links, Words words) {
    links
        .add("/collections?f=json", "data", Links.JSON, words.get("link.data"))
        .add("/collections?f=html", "data", Links.HTML, words.get("link.data"));
  }

  @Override
  public void addCollectionLinks(Links links, Collection collection, Words words) {
    String path = "/collections/" + collection.id();
    links
        .add(path + "/items?f=json", "items", Links.GEO_JSON, words.get("link.items"))
        .add(path + "/items?f=html", "items", Links.HTML, words.get("link.items"))
        .add(
            path + "/queryables?f=json",
            Links.OGC + "queryables",
            Links.SCHEMA,
            words.get("link.queryables"))
        .add(
            path + "/sortables?f=json",
            Links.OGC + "sortables",
            Links.SCHEMA,
            words.get("link.sortables"))
        .add(path + "/schema?f=json", Links.OGC + "schema", Links.SCHEMA, words.get("link.schema"));
  }
}
