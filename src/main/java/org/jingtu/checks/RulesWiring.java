package org.jingtu.checks;

import org.jingtu.catalog.Catalog;
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
    return AttributeNames.of(catalog.listCollections());
  }
}
