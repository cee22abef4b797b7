package org.jingtu.zones;

import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every minute for zones whose day has come, also for days on which the service did not run.
 * Each is dealt with in a transaction of its own; one that fails is tried again a minute later and
 * does not hold up the others.
 */
@Component
class ZoneSchedule {

  private static final Logger log = LoggerFactory.getLogger(ZoneSchedule.class);

  private final ZoneStore store;
  private final ZoneEffects effects;

  ZoneSchedule(ZoneStore store, ZoneEffects effects) {
    this.store = store;
    this.effects = effects;
  }

  @Scheduled(
      fixedDelayString = "${jingtu.zones.step-every:60s}",
      initialDelayString = "${jingtu.zones.first-step-after:10s}")
  void step() {
    step(LocalDate.now(Zones.CHINA));
  }

  /** Does what a day brings; how many zones began or ended. */
  int step(LocalDate today) {
    int done = 0;
    for (long id : store.listDue(today)) {
      try {
        done += effects.step(id, today) ? 1 : 0;
      } catch (RuntimeException e) {
        log.error("Zone {} could not begin or end; it will be tried again", id, e);
      }
    }
    return done;
  }
}
