package org.jingtu.zones;

import static org.jingtu.zones.ZoneState.*;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jingtu.problems.Wording;

/** What people do with a zone, and in which states they may. The rest happens by date. */
enum ZoneAct {
  CHANGE(Set.of(DRAFT)),
  SUBMIT(Set.of(DRAFT)),
  APPROVE(Set.of(SUBMITTED)),
  REJECT(Set.of(SUBMITTED, APPROVED)),
  PUBLISH(Set.of(APPROVED)),
  RECORD_MEASURES(Set.of(DRAFT, APPROVED, PUBLISHED, IN_FORCE)),
  WITHDRAW(Set.of(DRAFT, SUBMITTED, APPROVED, PUBLISHED, IN_FORCE));

  private final Set<ZoneState> from;

  ZoneAct(Set<ZoneState> from) {
    this.from = from;
  }

  /** Its title. */
  Wording wording() {
    return new Wording("zones.act." + name());
  }

  Set<ZoneState> from() {
    return from;
  }

  static List<ZoneAct> possible(ZoneState state) {
    return Arrays.stream(values()).filter(act -> act.from.contains(state)).toList();
  }
}
