package org.jingtu.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Catalog;
import org.jingtu.checks.CheckAnswer.ReasonAnswer;
import org.jingtu.checks.CheckAnswer.UnlocatedAnswer;
import org.jingtu.checks.CheckAnswer.UnlocatedFeature;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.IncompleteReason;
import org.jingtu.rules.Unlocated;

/** Puts into words what an answer does not know. */
final class Doubts {

  /** How many features, or names of facts, are listed. */
  static final int LISTED_AT_MOST = 50;

  private final Catalog catalog;

  Doubts(Catalog catalog) {
    this.catalog = catalog;
  }

  List<ReasonAnswer> reasons(Evaluation evaluation) {
    return evaluation.reasons().stream()
        .map(
            r ->
                new ReasonAnswer(
                    r.kind(),
                    r.collection(),
                    text(r),
                    r.names().stream().limit(LISTED_AT_MOST).toList()))
        .toList();
  }

  /** In Chinese, since it is stored and hashed; {@link EnglishAnswers} says it in English. */
  private String text(IncompleteReason reason) {
    String title = reason.collection() == null ? "" : title(reason.collection());
    int count = reason.names().size();
    return switch (reason.kind()) {
      case NO_DATA -> "图层“%s”在此处没有入库数据".formatted(title);
      case STALE -> "图层“%s”的数据已过期，或数据日期不明".formatted(title);
      case FAILED -> "图层“%s”未能量算".formatted(title);
      case FACT_MISSING ->
          title.isEmpty() ? "缺少 %d 项事实".formatted(count) : "图层“%s”的要素缺少登记内容".formatted(title);
      case BOUNDARY_MISSING -> "图层“%s”有 %d 个要素只有点位、没有边界，可能命中".formatted(title, count);
      case UNLOCATED -> "图层“%s”有 %d 个要素没有位置，不能排除在地块上".formatted(title, count);
    };
  }

  private String title(String collection) {
    return catalog.getCollection(collection).title();
  }

  List<UnlocatedAnswer> unlocated(Evaluation evaluation) {
    Map<String, List<Unlocated>> byCollection = new LinkedHashMap<>();
    evaluation
        .unlocated()
        .forEach(
            u -> byCollection.computeIfAbsent(u.hit().collection(), c -> new ArrayList<>()).add(u));
    return byCollection.entrySet().stream()
        .map(
            e ->
                new UnlocatedAnswer(
                    e.getKey(),
                    title(e.getKey()),
                    e.getValue().size(),
                    e.getValue().stream().limit(LISTED_AT_MOST).map(Doubts::feature).toList()))
        .toList();
  }

  private static UnlocatedFeature feature(Unlocated unlocated) {
    return new UnlocatedFeature(
        unlocated.hit().featureId(),
        unlocated.hit().featureCode(),
        unlocated.hit().featureName(),
        unlocated.rules(),
        unlocated.worst());
  }
}
