/**
 * OGC API Features and Tiles at {@code /ogc}: the registry as a source for GIS clients by the open
 * standards (Features parts 1-5, Tiles part 1 with vector tiles), readable by people too.
 * Departments see every collection, the anonymous see the published ones.
 */
@ApplicationModule(allowedDependencies = {"features", "catalog", "access", "geo", "problems"})
@NullMarked
package org.jingtu.ogcapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
