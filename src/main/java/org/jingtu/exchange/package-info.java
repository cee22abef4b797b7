/** Readers of the exchange formats and import jobs: a whole file or nothing. */
@ApplicationModule(allowedDependencies = {"features", "catalog", "geo", "access", "problems"})
@NullMarked
package org.jingtu.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
