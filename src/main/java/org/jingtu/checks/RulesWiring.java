package org.jingtu.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Code;
import org.jingtu.catalog.Collection;
import org.jingtu.rules.AttributeNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells the rule packs which attributes and codes the collections have, so that typing errors stop
 * the start.
 */
@Configuration
class RulesWiring {

  @Bean
  AttributeNames attributeNames(Catalog catalog) {
    Map<String, Map<String, Set<String>>> known = new LinkedHashMap<>();
    for (Collection collection : catalog.listCollections()) {
      Map<String, Set<String>> attributes = new LinkedHashMap<>();
      for (Attribute attribute : collection.attributes()) {
        Set<String> codes = new TreeSet<>();
        if (!attribute.openCodes()) {
          attribute.codes().stream().map(Code::value).forEach(codes::add);
        }
        attributes.put(attribute.name(), codes);
      }
      known.put(collection.id(), attributes);
    }
    return collection -> known.getOrDefault(collection, Map.of());
  }
}
