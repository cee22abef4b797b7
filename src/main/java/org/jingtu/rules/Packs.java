package org.jingtu.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<String, Pack> packs;

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
    this.packs = new PackBuilder(files, attributes).build();
    if (!packs.containsKey(NATIONAL)) {
      throw new PackInvalid(
          new PackInvalid.Fault(OWN_FILES, null, 1, 1, "there is no pack 'national'"));
    }
  }

  /**
   * The pack of that id.
   *
   * @throws PackNotFound if there is none
   */
  public Pack getPack(String id) {
    Pack pack = packs.get(id);
    if (pack == null) {
      throw new PackNotFound(id, String.join("、", packs.keySet()));
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
    return packs.values().stream()
        .filter(p -> matchLength(p, adcode) > 0)
        .max(Comparator.comparingInt(p -> matchLength(p, adcode)))
        .orElseGet(() -> getPack(NATIONAL));
  }

  private static int matchLength(Pack pack, @Nullable String adcode) {
    return pack.adcodes().stream()
        .filter(prefix -> adcode != null && adcode.startsWith(prefix))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** All packs, by id. */
  public List<Pack> listPacks() {
    return List.copyOf(packs.values());
  }

  private static Map<String, String> readFiles(String folder) {
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
