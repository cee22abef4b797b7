/** What the pages are told about the place where they run: the base map. */
@ApplicationModule(allowedDependencies = {"access", "problems"})
@NullMarked
package org.jingtu.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
