/** The data source: refuses to start on anything but PostgreSQL with PostGIS. */
@ApplicationModule(allowedDependencies = {"problems"})
@NullMarked
package org.jingtu.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
