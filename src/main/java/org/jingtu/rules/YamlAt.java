package org.jingtu.rules;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a YAML file: its value, and where it stands, so that an error can say so. */
record YamlAt(String file, Node node) {

  /**
   * Reads a file of one document.
   *
   * @throws PackInvalid if it is not YAML
   */
  static YamlAt read(String file, String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        throw new PackInvalid(
            new PackInvalid.Fault(file, null, 1, 1, "文件是空的", "the file is empty"));
      }
      return new YamlAt(file, root);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new PackInvalid(
          new PackInvalid.Fault(
              file,
              null,
              mark == null ? 1 : mark.getLine() + 1,
              mark == null ? 1 : mark.getColumn() + 1,
              "不是正确的 YAML：" + e.getProblem(),
              "not YAML: " + e.getProblem()));
    }
  }

  /** The text of a scalar, exactly as written: 0701 stays 0701. */
  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    throw fault("此处应为文字", "a text is due here");
  }

  double number() {
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException e) {
      throw fault("此处应为数字，而不是“" + text() + "”", "a number is due here, not '" + text() + "'");
    }
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** A scalar as boolean, number or text; codes with a leading zero stay text; null for null. */
  @Nullable Object value() {
    if (Tag.NULL.equals(node.getTag())) {
      return null;
    }
    String text = text();
    if (Tag.BOOL.equals(node.getTag())) {
      return Boolean.valueOf(text);
    }
    boolean number = Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag());
    return number && !text.matches("0\\d.*") ? (Object) Double.valueOf(text) : text;
  }

  List<YamlAt> items() {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(n -> new YamlAt(file, n)).toList();
    }
    throw fault("此处应为列表", "a list is due here");
  }

  List<String> texts() {
    return isList() ? items().stream().map(YamlAt::text).toList() : List.of(text());
  }

  /** The entries of a mapping in their order; a key twice is an error. */
  Map<String, YamlAt> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw fault("此处应为“键: 值”", "a mapping (key: value) is due here");
    }
    Map<String, YamlAt> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlAt key = new YamlAt(file, tuple.getKeyNode());
      if (entries.put(key.text(), new YamlAt(file, tuple.getValueNode())) != null) {
        throw key.fault("“" + key.text() + "”重复出现", "'" + key.text() + "' is given twice");
      }
    }
    return entries;
  }

  /** The entries of a mapping that knows these keys alone. */
  Map<String, YamlAt> entries(Set<String> allowed) {
    Map<String, YamlAt> entries = entries();
    for (String key : entries.keySet()) {
      if (!allowed.contains(key)) {
        throw fault(
            "不认识的键“" + key + "”，可用的有：" + sorted(allowed),
            "unknown key '" + key + "'; known are " + sorted(allowed));
      }
    }
    return entries;
  }

  /** The entry of that key in a mapping of these entries. */
  YamlAt need(Map<String, YamlAt> entries, String key) {
    YamlAt entry = entries.get(key);
    if (entry == null) {
      throw fault("缺少“" + key + "”", "'" + key + "' is missing");
    }
    return entry;
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", new TreeSet<>(keys));
  }

  PackInvalid fault(String chinese, String english) {
    var mark = node.getStartMark();
    return new PackInvalid(
        new PackInvalid.Fault(
            file, null, mark.getLine() + 1, mark.getColumn() + 1, chinese, english));
  }
}
