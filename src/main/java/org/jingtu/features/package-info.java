/**
 * Storage of the registered features of every collection: versions, as-of reading, bulk and single
 * writing, and the overlay pieces.
 */
@ApplicationModule(allowedDependencies = {"geo", "access", "catalog", "problems"})
@NullMarked
package org.jingtu.features;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
