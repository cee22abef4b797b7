/** Rule packs, rules, findings and verdicts: pure, no web, no SQL. */
@ApplicationModule(allowedDependencies = {"geo", "catalog", "problems"})
@NullMarked
package org.jingtu.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
