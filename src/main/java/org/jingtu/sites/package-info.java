/** Contaminated sites and their life. */
@ApplicationModule(allowedDependencies = {"features", "access", "geo", "catalog", "problems"})
@NullMarked
package org.jingtu.sites;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
