package org.jingtu.zones;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The page of an announcement: plain HTML, no script, nothing inline. */
final class NoticePage {

  private static final double MU_PER_SQUARE_METRE = 3 / 2000.0;

  private static final String NOT_HERE = "该区域在别处公告，本系统登记其范围；公告正文以发布机关为准。";

  private NoticePage() {}

  static String write(PublicZones.Notice notice) {
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title></head>
        <body><main>
        <h1>%s</h1>
        <dl>
        """
            .formatted(escape(notice.title()), escape(notice.title())));
    row(html, "公告文号", notice.announcementNo());
    row(html, notice.isAnnouncedHere() ? "公告日期" : "数据日期", day(notice.announcedOn()));
    row(html, "状态", notice.state().title());
    row(html, "生效日期", day(notice.inForceFrom()));
    row(html, "失效日期", notice.inForceTo() == null ? "未定" : day(notice.inForceTo()));
    row(html, "行政区代码", notice.adcode());
    row(html, "地块编号", notice.siteCode());
    row(
        html,
        "面积",
        String.format(
            Locale.ROOT,
            "%.2f 平方米（%.4f 公顷，%.2f 亩）",
            notice.areaSquareMetres(),
            notice.areaSquareMetres() / 10_000,
            notice.areaSquareMetres() * MU_PER_SQUARE_METRE));
    row(html, "管控要求", notice.requirements());
    html.append("</dl>\n");
    String text = notice.text() == null ? NOT_HERE : notice.text();
    for (String paragraph : text.split("\\R+")) {
      html.append("<p>").append(escape(paragraph)).append("</p>\n");
    }
    list(
        html,
        "标识牌",
        notice.signposts().stream()
            .map(
                s ->
                    (s.text() == null ? "标识牌" : s.text())
                        + (s.erectedOn() == null ? "（未设立）" : "（" + s.erectedOn() + " 设立）"))
            .toList());
    list(
        html,
        "监测",
        notice.monitoring().stream().map(m -> m.medium().title() + "：" + m.frequency()).toList());
    html.append("<p><a href=\"../")
        .append(notice.id())
        .append("\">范围（GeoJSON，CGCS2000 经纬度）</a></p>\n</main></body></html>\n");
    return html.toString();
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static void row(StringBuilder html, String title, @Nullable String value) {
    if (value != null) {
      html.append("<dt>").append(title).append("</dt><dd>").append(escape(value)).append("</dd>\n");
    }
  }

  private static void list(StringBuilder html, String title, List<String> items) {
    if (!items.isEmpty()) {
      html.append("<h2>").append(title).append("</h2>\n<ul>\n");
      items.forEach(item -> html.append("<li>").append(escape(item)).append("</li>\n"));
      html.append("</ul>\n");
    }
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
