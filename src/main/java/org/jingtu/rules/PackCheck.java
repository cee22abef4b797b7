package org.jingtu.rules;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jingtu.catalog.CatalogFolder;

/**
 * {@code ./jingtu packs check FILE …}: tries pack files against the examples in them, beside the
 * packs of the product. A file of a pack that the product has takes that one's place.
 *
 * <p>Exit code 0 if all is well, 1 if a pack has errors or a case comes out otherwise than it says,
 * 2 if a file cannot be read.
 */
public final class PackCheck {

  private final PrintStream out;

  PackCheck(PrintStream out) {
    this.out = out;
  }

  /**
   * Checks the files named, and ends the process with the exit code.
   *
   * @param arguments names of files
   */
  public static void main(String[] arguments) {
    PrintStream console =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(new PackCheck(console).check(List.of(arguments)));
  }

  int check(List<String> names) {
    if (names.isEmpty()) {
      out.println("用法 Usage: ./jingtu packs check FILE …");
      return 2;
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : names) {
      try {
        given.put(name, Files.readString(Path.of(name)));
      } catch (IOException e) {
        out.println(name + ": 读不了这个文件。 The file cannot be read: " + e);
        return 2;
      }
    }
    return check(given);
  }

  private int check(Map<String, String> given) {
    Map<String, String> files = Packs.readFiles("");
    given.keySet().forEach(name -> files.keySet().removeIf(old -> isSame(old, name, files, given)));
    files.putAll(given);
    AttributeNames attributes = AttributeNames.of(CatalogFolder.listCollections(""));
    try {
      PackBuilder builder = new PackBuilder(files, attributes);
      List<Pack> packs = new ArrayList<>();
      Map<PackKey, Pack> built = builder.build();
      for (Pack pack : built.values()) {
        if (given.containsKey(pack.at().file())) {
          packs.add(pack);
        }
      }
      int worst = packs.stream().mapToInt(this::rehearse).max().orElse(1);
      packs.forEach(pack -> tellOfNewerParent(pack, builder, built));
      return worst;
    } catch (PackInvalid e) {
      e.faults().forEach(this::tell);
      return 1;
    }
  }

  /** Whether the product's file holds the pack of the given one, both current or both former. */
  private static boolean isSame(
      String old, String name, Map<String, String> files, Map<String, String> given) {
    Optional<String> id = findId(old, files.getOrDefault(old, ""));
    return id.isPresent()
        && id.equals(findId(name, given.getOrDefault(name, "")))
        && PackBuilder.isFormer(old) == PackBuilder.isFormer(name)
        && (!PackBuilder.isFormer(old) || Path.of(name).endsWith(Path.of(old).getFileName()));
  }

  private static Optional<String> findId(String name, String text) {
    try {
      return Optional.ofNullable(YamlAt.read(name, text).entries().get("pack")).map(YamlAt::text);
    } catch (PackInvalid e) {
      return Optional.empty(); // said when it is built
    }
  }

  private int rehearse(Pack pack) {
    List<PackInvalid.Fault> faults = Rehearsal.listFaults(pack);
    faults.forEach(this::tell);
    out.printf(
        "%s %s@%s: %d 条规则 rules, %d 个示例 cases, %d 处问题 faults%n",
        pack.title(),
        pack.id(),
        pack.version(),
        pack.rules().size(),
        pack.cases().size(),
        faults.size());
    return faults.isEmpty() ? 0 : 1;
  }

  /** No fault: a pack may keep to what it was written against; but its author shall know. */
  private void tellOfNewerParent(Pack pack, PackBuilder builder, Map<PackKey, Pack> built) {
    String parent = pack.parent().orElse("");
    PackKey inForce = builder.current().get(parent);
    Packs.newerParent(pack, inForce == null ? null : built.get(inForce))
        .filter(version -> !PackBuilder.isFormer(pack.at().file()))
        .ifPresent(
            version ->
                out.printf(
                    "%s: 上级规则包已有 %s@%s，本包仍按 %s@%s。 The parent is in force as %s@%s; this pack still extends %s@%s.%n",
                    pack.at().file(),
                    parent,
                    version,
                    parent,
                    pack.parentVersion().orElse("?"),
                    parent,
                    version,
                    parent,
                    pack.parentVersion().orElse("?")));
  }

  private void tell(PackInvalid.Fault f) {
    String rule = f.rule();
    out.printf("%s:%d:%d%s%n", f.file(), f.line(), f.column(), rule == null ? "" : " " + rule);
    out.println("    " + f.chinese());
    out.println("    " + f.reason());
  }
}
