package org.jingtu.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page docs/rules.md: every rule of every pack in effect, in Chinese, from the packs alone. */
final class RulesPage {

  private static final String HEAD =
      """
      # 规则

      <!-- 本页由规则包生成，不要手工修改。修改 src/main/resources/packs/ 后运行：
      mvn test -Dtest=RulesPageTest -Djingtu.write-docs=true -->

      一次核查的结论取各条发现中最严的一级：禁止 > 暂缓 > 附条件 > 提示 > 未发现冲突。
      所需图层在该处无数据、过期或读取失败，或者缺少的事实可能带来禁止或暂缓时，同时标明“数据不全”。
      条件中用到而没有给出的事实要问，不作假定；“未登记时”如何处理，由各条规则写明。

      “依据”只引文件原文：书名号内为文件名，其后为条款，引号内为原文。
      江苏的文件是修改方案，删去与新增的条款序号、文字连排，故按条目名称引用，文字取修改后的表述。
      该文件还提到《中华人民共和国生态环境法典》；法典施行后，引用单行法律条文的地方应逐条核对。
      文件没有给出的数值标为 default，由规则包的参数确定，可以在下级规则包中覆盖，并随发现一并列出。
      “说明”写明各文件之间、以及规则与文件之间的差别。
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  static String of(Packs packs) {
    RulesPage page = new RulesPage();
    packs.listPacks().forEach(page::add);
    return page.page.toString();
  }

  private void add(Pack pack) {
    line("");
    line("## " + pack.title() + "（`" + pack.id() + "`，版本 " + pack.version() + "）");
    line("");
    line(
        "适用行政区代码："
            + (pack.adcodes().isEmpty() ? "不限" : String.join("、", pack.adcodes()))
            + pack.parent().map(p -> "；继承 `" + p + "`").orElse("")
            + "。");
    addNumbers(pack);
    addLists(pack);
    line("");
    line("### 要问的事实");
    line("");
    pack.facts().forEach(f -> line("- `" + f.name() + "`：" + f.question()));
    pack.rules().forEach(rule -> add(rule, pack));
    if (!pack.withdrawn().isEmpty()) {
      line("");
      line("### 撤销的规则");
      line("");
      pack.withdrawn().forEach((id, reason) -> line("- `" + id + "`：" + reason));
    }
  }

  private void addNumbers(Pack pack) {
    line("");
    line("### 参数");
    line("");
    line("| 参数 | 含义 | 值 | 来源 |");
    line("|---|---|---|---|");
    for (Parameter p : pack.parameters()) {
      line("| `%s` | %s | %s | %s |".formatted(p.name(), p.title(), plain(p.value()), p.source()));
    }
    Threshold t = pack.threshold();
    line(
        "| 图斑碎屑 | 重叠面积小于该值（平方米）即忽略并列出 | %s | %s |"
            .formatted(plain(t.minimumAreaSquareMetres()), t.source()));
    line(
        "| 图斑碎屑 | 重叠部分平均宽度 2·面积/周长 小于该值（米）即忽略并列出 | %s | %s |"
            .formatted(plain(t.minimumMeanWidthMetres()), t.source()));
    line(
        "| 图斑碎屑 | 占地块面积达到该百分比的，不忽略 | %s | %s |"
            .formatted(plain(t.keepFromPercentOfParcel()), t.source()));
  }

  private void addLists(Pack pack) {
    line("");
    line("### 代码清单");
    line("");
    line("| 清单 | 含义 | 代码（按开头匹配） | 来源 |");
    line("|---|---|---|---|");
    for (CodeList list : pack.lists()) {
      line(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  list.name(), list.title(), String.join(" ", list.prefixes()), list.source()));
    }
  }

  private void add(Rule rule, Pack pack) {
    line("");
    line("### `" + rule.id() + "` " + rule.title());
    line("");
    line("- 环节：" + stages(rule));
    Optional.ofNullable(rule.when()).ifPresent(when -> line("- 条件：" + code(when)));
    rule.against().forEach(against -> line("- 针对：" + describe(against)));
    rule.outcomes().forEach(outcome -> line("- 结论：" + describe(outcome)));
    line("- 处理：" + rule.action());
    line("- 责任：" + rule.responsible());
    rule.basis().forEach(basis -> line("- 依据：" + basis));
    if (!rule.threshold().equals(pack.threshold())) {
      line("- 图斑碎屑阈值：" + rule.threshold());
    }
    Optional.ofNullable(rule.note()).ifPresent(note -> line("- 说明：" + note));
    rule.changes().forEach(change -> line("- 变更：" + change));
    line(
        "- 示例："
            + pack.cases().stream()
                .filter(c -> rule.id().equals(c.rule()))
                .map(c -> c.title() + " → " + outcome(c.expected().get(rule.id())))
                .collect(Collectors.joining("；")));
  }

  private static String stages(Rule rule) {
    return rule.stages().size() == Stage.values().length
        ? "全部"
        : rule.stages().stream().map(Stage::title).collect(Collectors.joining("、"));
  }

  private static String describe(Rule.Against against) {
    String collection = against.collection();
    String subject = collection == null ? "地块本身" : "`" + collection + "`";
    String where = against.where();
    Parameter within = against.within();
    String distance =
        within == null
            ? (collection == null ? "" : "，重叠")
            : "，" + plain(within.value()) + " 米以内（`" + within.name() + "`）";
    return subject + distance + (where == null ? "" : "，" + code(where));
  }

  private static String describe(Rule.Outcome outcome) {
    String when = outcome.when();
    String action = outcome.action();
    String severity = outcome.severity() == Verdict.CLEAR ? "不适用" : outcome.severity().title();
    return severity
        + (when == null ? "" : "，当 " + code(when))
        + (action == null ? "" : "：" + action);
  }

  private static String outcome(String expected) {
    return switch (expected) {
      case "none" -> "无";
      case "asked" -> "要问";
      case "ignored" -> "忽略并列出";
      default -> Verdict.valueOf(expected).title();
    };
  }

  private static String code(String cql) {
    return "`" + String.join(" ", List.of(cql.split("\\s+"))) + "`";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
