package org.jingtu.rules;

import java.util.ArrayList;
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

      各文件逐条的去向（哪一条由哪条规则、期限或指标落实，哪一条不属于用地登记）见 [seeds.md](seeds.md)。

      一次核查的结论取各条发现中最严的一级：禁止 > 暂缓 > 附条件 > 提示 > 未发现冲突。
      所需图层在该处无数据、过期或读取失败，或者缺少的事实可能带来禁止或暂缓时，同时标明“数据不全”。
      条件中用到而没有给出的事实要问，不作假定；“未登记时”如何处理，由各条规则写明。

      “依据”只引文件原文：书名号内为文件名，其后为条款，引号内为原文。
      江苏的文件是修改方案，删去与新增的条款序号、文字连排，故按条目名称引用，文字取修改后的表述。
      该文件还提到《中华人民共和国生态环境法典》；法典施行后，引用单行法律条文的地方应逐条核对。
      文件没有给出的数值标为 default，由规则包的参数确定，可以在下级规则包中覆盖，并随发现一并列出。
      “说明”写明各文件之间、以及规则与文件之间的差别。
      地方规则包只列本地文件；本地文件没有规定、而由其他地方文件支持的规则，依据前标“参照”。
      地方规则包以下只写新增和修改的规则，其余继承自上级规则包。

      ## 文件之间的主要差别

      规则的名称和环节各地相同，轻重、范围以各地文件为准：

      - `listed-site-procedures`：承德“原则上不得办理”，江苏“不得办理”，均为禁止；济源只规定不得作为住宅、公共管理与公共服务用地，并允许“环境修复+开发建设”，为附条件。
      - `unremediated-site-procedures`：邯郸、献县“不得为其办理”，为禁止；江西“可进入用地程序”，为暂缓；房山“严格限制开发利用”，另立 `contaminated-site-restricted`，为附条件。
      - `severe-chemical-site`、`plan-over-site`：济源“原则上不得”，为禁止；江苏“不宜”、承德“从严管控”，为附条件。
      - `risk-unknown`：承德、济源包括土地储备，储备和开工环节还包括没有登记为疑似、但依法应当调查而未调查的地块；承德规定未完成调查评估的地块不得开工，开工环节为禁止。
      - `plan-stage-deadline`：只有济源 18 规定审议、报批、签订出让合同三个时点；规划已报批的，规划环节为附条件，供应环节仍为暂缓。
      - `adjacent-site-sequence`：江苏所列为居住、公共管理与公共服务用地，并包括许可证发放；其他文件为居住、学校、养老机构等用地。距离各文件均未给出。
      - `closed-enterprise-survey`：江苏修改方案已删去收回、转让、变更用途前的调查，改为现场检查和督促，为提示；江西、邯郸、献县不论是否关闭，已经收回的由政府调查，储备环节为附条件；房山包括全部工业和加油站、汽车修理等用地，另立 `industrial-land-survey`。
      - `priority-farmland-industry`：行业清单各地不同；江西无铅蓄电池，邯郸无有色金属冶炼、石油加工，献县无有色金属冶炼。
      - `priority-farmland`：例外在邯郸为国家和省重点建设项目，在献县还包括市重点建设项目。
      - `strict-farmland-edible-crops`：邯郸、献县还禁止种植饲草。
      - `strict-farmland-to-construction`：房山由属地乡镇（街道）组织，其他由市、县级政府组织。
      - `reclaim-contaminated-site`：济源不符合标准不批准复垦，房山未利用地不得开发利用，均不分作物；邯郸、献县还禁止种植饲草。
      - `priority-farmland`：江西、某县、邯郸写明“不得占用”；承德、济源、江苏只写面积不减少，房山、某市只写实行严格保护。
      - `remediation-works`：邯郸转运污染土壤提前 5 个工作日报告；献县没有此项规定。
      - `reclaim-industrial`：江苏、承德“原则上不得（禁止）”，为禁止；济源“不鼓励”，为附条件。
      - `strict-farmland-in-permanent`：济源 13 限于“无法恢复治理的”，没有登记，故为提示。
      - `priority-farmland-not-permanent`：各文件限于“符合条件的”，没有登记，故为提示。
      - `polluting-project-near-people`：各地列举的行业不同；土壤污染防治法第三十二条不分行业，清单不因列举而缩小。
      - `polluting-project-near-water-source`：只有房山 6 有此规定，限于区级及以上集中式饮用水水源地。
      - `unused-land-construction`：邯郸（十六）、献县 15 为“符合土壤环境质量要求的地块，方可进入用地程序”。是否符合没有登记，以是否完成调查判断：未调查的为暂缓；调查发现超标的进入疑似或污染地块清单，由 `risk-unknown`、`unremediated-site-procedures`、`polluted-unused-land` 处理。两地所写“符合土地整治规划，经科学论证与评估，依法批准”属于另行的审批，没有登记。
      - `priority-farmland-not-permanent`、`priority-farmland`：邯郸（六）、献县 6 的用地限批，以及承德、江西、房山、邯郸、献县的环评限批，针对面积减少或质量下降的县、乡镇，不针对地块；面积减少和类别下降的预警在指标中。
      - `groundwater-zone`：承德、江苏只要求差别化管理；一级、二级、准保护区的禁止来自水污染防治法。
      """;

  private final StringBuilder page = new StringBuilder(HEAD);
  private final Packs packs;

  private RulesPage(Packs packs) {
    this.packs = packs;
  }

  static String of(Packs packs) {
    RulesPage page = new RulesPage(packs);
    page.add(packs.getPack("national"));
    packs.listPacks().stream().filter(p -> p.parent().isPresent()).forEach(page::add);
    return page.page.toString();
  }

  private void add(Pack pack) {
    Optional<Pack> parent = pack.parent().map(packs::getPack);
    line("");
    line("## " + pack.title() + "（`" + pack.id() + "`，版本 " + pack.version() + "）");
    line("");
    line(
        "适用行政区代码："
            + (pack.adcodes().isEmpty()
                ? (parent.isPresent() ? "无，只按名称选用" : "不限")
                : String.join("、", pack.adcodes()))
            + pack.parent()
                .map(p -> "；继承 `" + p + "` 版本 " + pack.parentVersion().orElseThrow())
                .orElse("")
            + "。");
    if (parent.isPresent()) {
      line("");
      line("文件：" + String.join("；", pack.documents()) + "。");
    }
    addNumbers(pack, parent);
    addLists(pack, parent);
    addFacts(pack, parent);
    List<String> asTheyAre = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      boolean own =
          rule.origin().equals(pack.id())
              || rule.changes().stream().anyMatch(c -> c.pack().equals(pack.id()));
      if (own) {
        add(rule, pack);
      } else {
        asTheyAre.add("`" + rule.id() + "`");
      }
    }
    if (!pack.withdrawn().isEmpty()) {
      line("");
      line("### 撤销的规则");
      line("");
      pack.withdrawn().forEach((id, reason) -> line("- `" + id + "`：" + reason));
    }
    if (!asTheyAre.isEmpty()) {
      line("");
      line("### 原样继承的规则");
      line("");
      line(String.join("、", asTheyAre) + "。");
    }
  }

  private void addFacts(Pack pack, Optional<Pack> parent) {
    List<Fact> facts = without(pack.facts(), parent.map(Pack::facts));
    if (!facts.isEmpty()) {
      line("");
      line("### 要问的事实");
      line("");
      facts.forEach(f -> line("- `" + f.name() + "`：" + f.question()));
    }
  }

  private static <T> List<T> without(List<T> all, Optional<List<T>> inherited) {
    return all.stream().filter(x -> inherited.isEmpty() || !inherited.get().contains(x)).toList();
  }

  private void addNumbers(Pack pack, Optional<Pack> parent) {
    List<Parameter> parameters = without(pack.parameters(), parent.map(Pack::parameters));
    Threshold t = pack.threshold();
    boolean sameThreshold = parent.isPresent() && parent.get().threshold().equals(t);
    if (parameters.isEmpty() && sameThreshold) {
      return;
    }
    line("");
    line("### 参数");
    line("");
    line("| 参数 | 含义 | 值 | 来源 |");
    line("|---|---|---|---|");
    for (Parameter p : parameters) {
      line("| `%s` | %s | %s | %s |".formatted(p.name(), p.title(), plain(p.value()), p.source()));
    }
    if (sameThreshold) {
      return;
    }
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

  private void addLists(Pack pack, Optional<Pack> parent) {
    List<CodeList> lists = without(pack.lists(), parent.map(Pack::lists));
    if (lists.isEmpty()) {
      return;
    }
    line("");
    line("### 代码清单");
    line("");
    line("| 清单 | 含义 | 代码（按开头匹配） | 来源 |");
    line("|---|---|---|---|");
    for (CodeList list : lists) {
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
    String judged = rule.subject();
    line(judged == null ? "- 环节：" + stages(rule) : "- 对象：`" + judged + "` 的要素，代替地块");
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
            ? (against.outside() ? "之外的部分" : collection == null ? "" : "，重叠")
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
