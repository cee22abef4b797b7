package org.jingtu.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jingtu.exchange.FeatureSource;
import org.jingtu.exchange.FieldDef;
import org.jingtu.exchange.RowProblem;
import org.jingtu.exchange.SourceInfo;
import org.jingtu.exchange.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * A list of parcel numbers without a line of column names: what was read as names is its first row.
 */
final class BatchNumberList implements FeatureSource {

  private final FeatureSource source;
  private final SourceInfo info;
  private boolean begun;

  /**
   * @param isNumber whether a text is a parcel number
   */
  BatchNumberList(FeatureSource source, Predicate<String> isNumber) {
    this.source = source;
    SourceInfo read = source.info();
    List<FieldDef> fields = new ArrayList<>();
    boolean named = false;
    for (FieldDef field : read.fields()) {
      boolean number = !named && isNumber.test(field.name());
      named |= number;
      String name = number ? "parcelNo" : "column" + (fields.size() + 1);
      fields.add(new FieldDef(name, FieldDef.Type.TEXT, 0, 0));
    }
    this.info =
        new SourceInfo(
            read.format(),
            read.layer(),
            fields,
            read.crs(),
            read.charset(),
            read.expectedRows(),
            read.warnings());
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    if (!begun) {
      begun = true;
      List<@Nullable Object> values = new ArrayList<>();
      source.info().fields().forEach(field -> values.add(field.name()));
      return new SourceRow(1, null, values, List.of());
    }
    SourceRow row = source.next();
    return row == null
        ? null
        : new SourceRow(row.record() + 1, row.geometry(), row.values(), row.problems());
  }

  @Override
  public List<RowProblem> fileProblems() {
    return source.fileProblems();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
