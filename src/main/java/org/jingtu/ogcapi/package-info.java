/**
 * OGC API Features at {@code /ogc}: the registry as a source for GIS clients by the open standard
 * (parts 1-5), readable by people too. Departments see every collection, the anonymous see the
 * published ones.
 */
@ApplicationModule(allowedDependencies = {"features", "catalog", "access", "geo", "problems"})
@NullMarked
package org.jingtu.ogcapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
