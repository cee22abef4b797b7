package org.jingtu.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds packs from files: reads, inherits, compiles. All errors are told at once.
 *
 * <p>A file named {@code id@version.yaml} holds a version that is no longer the current one; it is
 * found by id and version alone.
 */
final class PackBuilder {

  private static final String EXTENDS = "extends";

  private final Map<PackKey, YamlAt> files = new LinkedHashMap<>();
  private final Map<PackKey, String> texts = new LinkedHashMap<>();
  private final Map<String, PackKey> current = new TreeMap<>();
  private final AttributeNames attributes;
  private final List<PackInvalid.Fault> faults = new ArrayList<>();

  /**
   * @param files text by name of the file
   */
  PackBuilder(Map<String, String> files, AttributeNames attributes) {
    this.attributes = attributes;
    files.forEach((name, text) -> attempt(() -> open(name, text)));
  }

  /** Whether the name of the file says that it holds a former version. */
  static boolean isFormer(String file) {
    return nameOf(file).contains("@");
  }

  private static String nameOf(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  private void open(String name, String text) {
    YamlAt file = YamlAt.read(name, text);
    Map<String, YamlAt> entries = file.entries(PackReader.KEYS);
    YamlAt id = file.need(entries, "pack");
    PackKey key = new PackKey(id.text(), file.need(entries, "version").text());
    if (isFormer(name)) {
      requireFormer(name, key, file, entries);
    } else if (current.putIfAbsent(key.id(), key) != null) {
      throw id.fault("已有规则包“" + key.id() + "”", "the pack '" + key.id() + "' is there already");
    }
    if (files.putIfAbsent(key, file) != null) {
      throw id.fault("已有规则包“" + key + "”", "the pack '" + key + "' is there already");
    }
    texts.put(key, text);
  }

  /** A former version must stay what it was, so it cannot follow a parent that moves on. */
  private static void requireFormer(
      String name, PackKey key, YamlAt file, Map<String, YamlAt> entries) {
    if (!nameOf(name).equals(key + ".yaml")) {
      throw file.fault("文件名应为 " + key + ".yaml", "the file must be named " + key + ".yaml");
    }
    YamlAt parent = entries.get(EXTENDS);
    if (parent != null && !parent.text().contains("@")) {
      throw parent.fault(
          "旧版本要写明上级规则包的版本，如 national@2026.1",
          "a former version names its parent's version, such as national@2026.1");
    }
  }

  /**
   * Every version of every pack.
   *
   * @throws PackInvalid with every error found
   */
  Map<PackKey, Pack> build() {
    Map<PackKey, Pack> packs = new LinkedHashMap<>();
    for (PackKey key : files.keySet()) {
      attempt(() -> packs.put(key, build(key)));
    }
    if (!faults.isEmpty()) {
      throw new PackInvalid(faults.stream().distinct().toList());
    }
    return packs;
  }

  /** The version in force of each pack, by id. */
  Map<String, PackKey> current() {
    return current;
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (PackInvalid e) {
      faults.addAll(e.faults());
    }
  }

  private Pack build(PackKey key) {
    List<PackKey> line = lineOf(key);
    PackContents contents = PackContents.empty();
    StringBuilder all = new StringBuilder();
    for (PackKey ancestor : line) {
      contents = PackReader.read(fileOf(ancestor), contents);
      all.append(texts.get(ancestor)).append('\0');
    }
    List<CompiledRule> rules = compile(contents);
    YamlAt file = fileOf(key);
    faults.addAll(EnglishDue.listMissing(file, contents));
    return new Pack(
        headOf(file, line, digestOf(all.toString())),
        contents,
        rules,
        CaseReader.readAll(file, contents));
  }

  private YamlAt fileOf(PackKey key) {
    YamlAt file = files.get(key);
    if (file == null) {
      throw new IllegalStateException("no file of " + key);
    }
    return file;
  }

  /** The pack's ancestors from the eldest, and the pack itself. */
  private List<PackKey> lineOf(PackKey key) {
    Set<PackKey> line = new LinkedHashSet<>();
    PackKey at = key;
    while (at != null) {
      YamlAt file = fileOf(at);
      if (!line.add(at)) {
        String names = line.stream().map(PackKey::toString).collect(Collectors.joining(" → "));
        throw file.fault("规则包继承了自己：" + names, "the pack extends itself: " + names);
      }
      at = parentOf(file);
    }
    List<PackKey> eldestFirst = new ArrayList<>(line);
    Collections.reverse(eldestFirst);
    return eldestFirst;
  }

  /** {@code extends: national} is the current version, {@code national@2026.1} that version. */
  private @Nullable PackKey parentOf(YamlAt file) {
    YamlAt parent = file.entries().get(EXTENDS);
    if (parent == null) {
      return null;
    }
    String[] parts = parent.text().split("@", 2);
    PackKey key = parts.length == 1 ? current.get(parts[0]) : new PackKey(parts[0], parts[1]);
    if (key == null || !files.containsKey(key)) {
      throw parent.fault(
          "没有可继承的规则包“" + parent.text() + "”", "no pack '" + parent.text() + "' to extend");
    }
    return key;
  }

  private List<CompiledRule> compile(PackContents contents) {
    List<CompiledRule> rules = new ArrayList<>();
    contents
        .rules()
        .forEach(
            (id, source) ->
                attempt(
                    () -> {
                      try {
                        rules.add(new RuleReader(contents, attributes, source).read());
                      } catch (PackInvalid e) {
                        throw e.in(id);
                      }
                    }));
    return rules;
  }

  private static PackHead headOf(YamlAt file, List<PackKey> line, String digest) {
    Map<String, YamlAt> entries = file.entries();
    YamlAt adcodes = entries.get("adcodes");
    @Nullable PackKey parent = line.size() < 2 ? null : line.get(line.size() - 2);
    return new PackHead(
        file,
        file.need(entries, "pack").text(),
        file.need(entries, "version").text(),
        digest,
        file.need(entries, "title").text(),
        adcodes == null ? List.of() : adcodes.texts(),
        parent == null ? null : parent.id(),
        parent == null ? null : parent.version());
  }

  private static String digestOf(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
