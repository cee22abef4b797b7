/**
 * Control zones and groundwater zones as publications: drafted, approved by another person,
 * announced, in force from a date, withdrawn or superseded; and what the public reads of them. And
 * the boundaries of administrative areas, which proposals are clipped by.
 */
@ApplicationModule(
    allowedDependencies = {"features", "sites", "access", "geo", "catalog", "problems"})
@NullMarked
package org.jingtu.zones;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
