package org.jingtu.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The rule packs: those of the product, and those of a folder of the operator's ({@code
 * jingtu.packs-folder}). They are read once, at start; an error in one stops the start.
 */
@Component
public class Packs {

  private static final String NATIONAL = "national";
  private static final String OWN_FILES = "classpath*:packs/*.yaml";

  private final Map<String, Pack> packs = new TreeMap<>();
  private final Map<PackKey, Pack> versions;

  /** By the beginnings of adcodes; asked for every feature under watch that an import writes. */
  private final Map<String, Pack> byAdcode = new HashMap<>();

  /**
   * @param attributes what attributes collections have; without it conditions on features are not
   *     checked against them
   * @param folder with further {@code .yaml} files; blank for none
   * @throws PackInvalid if any pack has an error
   */
  @Autowired
  Packs(
      ObjectProvider<AttributeNames> attributes, @Value("${jingtu.packs-folder:}") String folder) {
    this(readFiles(folder), attributes.getIfAvailable(() -> collection -> Map.of()));
  }

  Packs(Map<String, String> files, AttributeNames attributes) {
    PackBuilder builder = new PackBuilder(files, attributes);
    this.versions = builder.build();
    builder.current().forEach((id, key) -> packs.put(id, getVersion(key)));
    packs.values().forEach(pack -> pack.adcodes().forEach(a -> byAdcode.putIfAbsent(a, pack)));
    if (!packs.containsKey(NATIONAL)) {
      throw new PackInvalid(
          new PackInvalid.Fault(
              OWN_FILES, null, 1, 1, "没有规则包 national", "there is no pack 'national'"));
    }
  }

  private Pack getVersion(PackKey key) {
    Pack pack = versions.get(key);
    if (pack == null) {
      throw new PackNotFound(key.toString(), listVersions(key.id()));
    }
    return pack;
  }

  /**
   * One version of a pack, also one that is no longer in force: an answer can be computed again by
   * the rules that it was given by.
   *
   * @throws PackNotFound if there is none
   */
  public Pack getPack(String id, String version) {
    return getVersion(new PackKey(id, version));
  }

  /** {@link #getPack(String, String)}; empty if there is none. */
  public Optional<Pack> findPack(String id, String version) {
    return Optional.ofNullable(versions.get(new PackKey(id, version)));
  }

  /** The versions of a pack that can be had, in the order of their names; empty for no pack. */
  public List<String> listVersions(String id) {
    return versions.keySet().stream()
        .filter(key -> key.id().equals(id))
        .map(PackKey::version)
        .sorted()
        .toList();
  }

  /**
   * The pack of that id, in its current version.
   *
   * @throws PackNotFound if there is none
   */
  public Pack getPack(String id) {
    Pack pack = packs.get(id);
    if (pack == null) {
      throw new PackNotFound(id, packs.keySet());
    }
    return pack;
  }

  /**
   * The pack to judge by: the one named, else the one with the longest beginning of the adcode,
   * else {@code national}.
   *
   * @throws PackNotFound if one is named that does not exist
   */
  public Pack choose(@Nullable String id, @Nullable String adcode) {
    if (id != null && !id.isBlank()) {
      return getPack(id);
    }
    for (int length = adcode == null ? 0 : adcode.length(); length > 0; length--) {
      Pack pack = byAdcode.get(adcode.substring(0, length));
      if (pack != null) {
        return pack;
      }
    }
    return getPack(NATIONAL);
  }

  /**
   * The version of the parent that is in force, where the pack was written against another: what
   * the parent changed since then does not hold in the pack until somebody has followed it.
   */
  public Optional<String> findNewerParent(Pack pack) {
    return newerParent(pack, packs.get(pack.parent().orElse("")));
  }

  static Optional<String> newerParent(Pack pack, @Nullable Pack parentInForce) {
    return Optional.ofNullable(parentInForce)
        .map(Pack::version)
        .filter(version -> !version.equals(pack.parentVersion().orElse(version)));
  }

  /** All packs in their current versions, by id. */
  public List<Pack> listPacks() {
    return List.copyOf(packs.values());
  }

  /** The texts of all packs by the names of their files: the product's and those of the folder. */
  static Map<String, String> readFiles(String folder) {
    Map<String, String> files = new LinkedHashMap<>();
    try {
      List<Resource> own =
          new ArrayList<>(
              List.of(new PathMatchingResourcePatternResolver().getResources(OWN_FILES)));
      own.sort(Comparator.comparing(r -> String.valueOf(r.getFilename())));
      for (Resource resource : own) {
        files.put(
            "packs/" + resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8));
      }
      if (!folder.isBlank()) {
        readFolder(Path.of(folder), files);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("rule packs cannot be read", e);
    }
    return files;
  }

  private static void readFolder(Path folder, Map<String, String> files) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        files.put(file.toString(), Files.readString(file));
      }
    }
  }
}
