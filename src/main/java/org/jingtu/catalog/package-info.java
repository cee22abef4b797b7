/** The collections of the registry: one YAML each, checked against the migrated tables at start. */
@ApplicationModule(allowedDependencies = {"geo", "problems"})
@NullMarked
package org.jingtu.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
