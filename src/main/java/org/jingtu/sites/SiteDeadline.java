package org.jingtu.sites;

/**
 * The deadlines that states of a site start. A source is named where one fixes the time; elsewhere
 * the months are a default that the operator may change by {@code jingtu.sites.deadline-months}.
 * When each begins and what ends it says the view {@code site_clock}.
 */
enum SiteDeadline {
  SURVEY("完成土壤污染状况初步调查", 6, "《污染地块土壤环境管理办法（试行）》（环境保护部令第42号）：自接到书面通知之日起6个月内完成初步调查"),
  RISK_ASSESSMENT("完成风险评估", 12, "default；济源 19、承德高新区 三（三）3 只规定未完成不得进入用地程序"),
  MEASURES("开始风险管控或修复", 12, "default；各文件未定期限"),
  EFFECT("完成效果评估", 24, "default；各文件未定期限"),
  CONTROL_ZONE("划定并公告管控区域", 6, "default；江苏 五“应及时组织划定管控区域”，承德高新区 三（四）1、济源 22 未定期限"),
  AFTERCARE_PLAN("后期管理计划备案", 6, "default；江苏 五“组织开展后期管理”未定期限"),
  BOUNDARY("补充地块边界", 3, "default；共享疑似及污染地块空间信息：承德高新区 三（三）3、济源 21、江苏 六");

  private final String title;
  private final int months;
  private final String source;

  SiteDeadline(String title, int months, String source) {
    this.title = title;
    this.months = months;
    this.source = source;
  }

  /** What must be done, in Chinese. */
  String title() {
    return title;
  }

  /** Months from the day on which it begins, unless configured. */
  int months() {
    return months;
  }

  /** Where the months come from, beginning with {@code default} where no document fixes them. */
  String source() {
    return source;
  }
}
