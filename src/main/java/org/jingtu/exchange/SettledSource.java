package org.jingtu.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jingtu.catalog.PlainText;
import org.jspecify.annotations.Nullable;

/** A source whose fields have a name of their own each, and that has more to say about its file. */
final class SettledSource implements FeatureSource {

  private final FeatureSource source;
  private final SourceInfo info;

  private SettledSource(FeatureSource source, SourceInfo info) {
    this.source = source;
    this.info = info;
  }

  /**
   * Settles the names of the fields: one that comes again (ten bytes of a .dbf name are soon used
   * up) becomes NAME_2, with a warning, so that no value takes the place of another.
   *
   * @param more warnings beside those of the source
   * @throws UploadRefused if a name holds what no database can; the source is closed then
   */
  static FeatureSource of(FeatureSource source, List<RowProblem> more) throws IOException {
    SourceInfo info = source.info();
    List<RowProblem> warnings = new ArrayList<>(info.warnings());
    warnings.addAll(more);
    List<FieldDef> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    info.fields().forEach(field -> taken.add(field.name()));
    Set<String> seen = new HashSet<>();
    for (FieldDef field : info.fields()) {
      if (!PlainText.storable(field.name())) {
        source.close();
        throw new UploadRefused("FIELD_NAME_UNREADABLE", field.name().replaceAll("\\p{C}", "?"));
      }
      String name = field.name();
      if (!seen.add(name)) {
        for (int n = 2; !taken.add(name); n++) {
          name = field.name() + "_" + n;
        }
        warnings.add(RowProblem.ofFile(Severity.WARNING, "FIELD_NAME_TWICE", field.name(), name));
      }
      fields.add(new FieldDef(name, field.type(), field.width(), field.decimals()));
    }
    if (warnings.equals(info.warnings())) {
      return source;
    }
    return new SettledSource(
        source,
        new SourceInfo(
            info.format(),
            info.layer(),
            List.copyOf(fields),
            info.crs(),
            info.charset(),
            info.expectedRows(),
            List.copyOf(warnings)));
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    return source.next();
  }

  @Override
  public List<RowProblem> fileProblems() {
    return source.fileProblems();
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return source.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
