package org.jingtu.sharing;

import java.util.Set;
import org.jingtu.checks.ConflictObserver;
import org.jingtu.features.ChangeListener;
import org.jingtu.features.DataChange;
import org.springframework.stereotype.Component;

/**
 * Writes what other departments must learn of into the outbox, in the transaction of the change: it
 * is told if, and only if, the change is committed.
 */
@Component
class Outbox implements ChangeListener, ConflictObserver {

  private static final Set<String> ZONES = Set.of("control-zones", "groundwater-zones");

  private final OutboxStore store;

  Outbox(OutboxStore store) {
    this.store = store;
  }

  @Override
  public void changed(DataChange change) {
    String collection = change.collection().id();
    if (collection.equals("contaminated-sites")) {
      store.writeFeatures(Topic.SITES, change, "'status', t.status, 'listed', t.listed");
    } else if (ZONES.contains(collection)) {
      store.writeFeatures(Topic.ZONES, change, zoneMembers(collection));
    } else if (collection.equals("parcels")) {
      store.writeSensitiveParcels(change);
      store.writeSupervisedLand(change);
    }
  }

  @Override
  public void changed(long afterEvent) {
    store.writeConflicts(afterEvent);
  }

  private static String zoneMembers(String collection) {
    return collection.equals("control-zones")
        ? "'announcementNo', t.announcement_no, 'inForceFrom', t.in_force_from, 'inForceTo', t.in_force_to"
        : "'scheme', t.scheme, 'zoneClass', t.zone_class";
  }
}
