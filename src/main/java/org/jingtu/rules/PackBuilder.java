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
import org.jspecify.annotations.Nullable;

/** Builds packs from files: reads, inherits, compiles. All errors are told at once. */
final class PackBuilder {

  private final Map<String, YamlAt> files = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final AttributeNames attributes;
  private final List<PackInvalid.Fault> faults = new ArrayList<>();

  /**
   * @param files text by name of the file
   */
  PackBuilder(Map<String, String> files, AttributeNames attributes) {
    this.attributes = attributes;
    files.forEach((name, text) -> attempt(() -> open(name, text)));
  }

  private void open(String name, String text) {
    YamlAt file = YamlAt.read(name, text);
    YamlAt id = file.need(file.entries(PackReader.KEYS), "pack");
    if (files.putIfAbsent(id.text(), file) != null) {
      throw id.fault("the pack '" + id.text() + "' is there already");
    }
    texts.put(id.text(), text);
  }

  /**
   * All packs by id.
   *
   * @throws PackInvalid with every error found
   */
  Map<String, Pack> build() {
    Map<String, Pack> packs = new TreeMap<>();
    for (String id : files.keySet()) {
      attempt(() -> packs.put(id, build(id)));
    }
    if (!faults.isEmpty()) {
      throw new PackInvalid(faults.stream().distinct().toList());
    }
    return packs;
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (PackInvalid e) {
      faults.addAll(e.faults());
    }
  }

  private Pack build(String id) {
    List<String> line = lineOf(id);
    PackContents contents = PackContents.empty();
    StringBuilder all = new StringBuilder();
    for (String ancestor : line) {
      contents = PackReader.read(fileOf(ancestor), contents);
      all.append(texts.get(ancestor)).append('\0');
    }
    List<CompiledRule> rules = compile(contents);
    YamlAt file = fileOf(id);
    return new Pack(
        headOf(file, line, digestOf(all.toString())),
        contents,
        rules,
        ExampleCase.readAll(file, contents));
  }

  private YamlAt fileOf(String id) {
    YamlAt file = files.get(id);
    if (file == null) {
      throw new IllegalStateException("no file of " + id);
    }
    return file;
  }

  /** The pack's ancestors from the eldest, and the pack itself. */
  private List<String> lineOf(String id) {
    Set<String> line = new LinkedHashSet<>();
    String at = id;
    while (at != null) {
      YamlAt file = fileOf(at);
      YamlAt parent = file.entries().get("extends");
      if (!line.add(at)) {
        throw file.fault("the pack extends itself: " + String.join(" → ", line));
      }
      if (parent != null && !files.containsKey(parent.text())) {
        throw parent.fault("no pack '" + parent.text() + "' to extend");
      }
      at = parent == null ? null : parent.text();
    }
    List<String> eldestFirst = new ArrayList<>(line);
    Collections.reverse(eldestFirst);
    return eldestFirst;
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

  private static Pack.PackHead headOf(YamlAt file, List<String> line, String digest) {
    Map<String, YamlAt> entries = file.entries();
    YamlAt adcodes = entries.get("adcodes");
    @Nullable String parent = line.size() < 2 ? null : line.get(line.size() - 2);
    return new Pack.PackHead(
        file.need(entries, "pack").text(),
        file.need(entries, "version").text(),
        digest,
        file.need(entries, "title").text(),
        adcodes == null ? List.of() : adcodes.texts(),
        parent);
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
