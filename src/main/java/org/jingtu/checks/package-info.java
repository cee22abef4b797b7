/**
 * The parcel check: a parcel is overlaid on every collection, the rules judge the hits, the answer
 * is stored. And conflicts: registered features that contradict others, judged by the same rules
 * and kept in step with every data version; batches of checks, answers computed again or set aside,
 * and the impact of a zone before it is published. Zones and boundaries drawn by uploaded files are
 * taken here too, since only this room knows both the files and the zones.
 */
@ApplicationModule(
    allowedDependencies = {
      "features",
      "zones",
      "rules",
      "access",
      "geo",
      "catalog",
      "exchange",
      "problems"
    })
@NullMarked
package org.jingtu.checks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
