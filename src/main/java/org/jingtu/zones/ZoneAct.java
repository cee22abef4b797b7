package org.jingtu.zones;

import static org.jingtu.zones.ZoneState.*;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What people do with a zone, and in which states they may. The rest happens by date. */
enum ZoneAct {
  CHANGE("修改", Set.of(DRAFT)),
  SUBMIT("报批", Set.of(DRAFT)),
  APPROVE("批准", Set.of(SUBMITTED)),
  REJECT("退回", Set.of(SUBMITTED, APPROVED)),
  PUBLISH("公告", Set.of(APPROVED)),
  RECORD_MEASURES("记录标识与监测", Set.of(DRAFT, APPROVED, PUBLISHED, IN_FORCE)),
  WITHDRAW("撤销", Set.of(DRAFT, SUBMITTED, APPROVED, PUBLISHED, IN_FORCE));

  private final String title;
  private final Set<ZoneState> from;

  ZoneAct(String title, Set<ZoneState> from) {
    this.title = title;
    this.from = from;
  }

  String title() {
    return title;
  }

  Set<ZoneState> from() {
    return from;
  }

  static List<ZoneAct> possible(ZoneState state) {
    return Arrays.stream(values()).filter(act -> act.from.contains(state)).toList();
  }
}
