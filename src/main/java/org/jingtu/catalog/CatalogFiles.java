package org.jingtu.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jingtu.catalog.Collection.GeometryKind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the YAML files of the catalogue: those of the service (class path {@code catalog/}) and
 * those of the folder {@code jingtu.catalog-folder}, if one is set.
 */
@Component
class CatalogFiles {

  private static final String COMMON = "_common.yaml";
  private static final String CODE_LISTS = "code-lists.yaml";

  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private final String folder;

  CatalogFiles(@Value("${jingtu.catalog-folder:}") String folder) {
    this.folder = folder;
  }

  /** Every collection, by number; numbers and ids are unique. */
  List<Collection> read() {
    List<Resource> files = new ArrayList<>(list("classpath*:catalog/*.yaml"));
    if (!folder.isBlank()) {
      files.addAll(list("file:" + folder + "/*.yaml"));
    }
    Map<String, Resource> shared = new HashMap<>();
    files.removeIf(
        f -> {
          String name = String.valueOf(f.getFilename());
          boolean isShared = name.equals(COMMON) || name.equals(CODE_LISTS);
          if (isShared) {
            shared.put(name, f);
          }
          return isShared;
        });
    CommonFile common = readFile(shared.get(COMMON), CommonFile.class);
    CodeListsFile lists = readFile(shared.get(CODE_LISTS), CodeListsFile.class);
    List<Collection> collections = new ArrayList<>();
    for (Resource file : files) {
      collections.add(collection(file, readFile(file, CollectionFile.class), common, lists));
    }
    collections.sort(Comparator.comparingInt(Collection::number));
    requireUnique(collections);
    return collections;
  }

  private static List<Resource> list(String pattern) {
    try {
      return List.of(new PathMatchingResourcePatternResolver().getResources(pattern));
    } catch (IOException e) {
      throw new CatalogMismatch("cannot list " + pattern, e);
    }
  }

  private <T> T readFile(@Nullable Resource file, Class<T> type) {
    if (file == null) {
      throw new CatalogMismatch("catalog/" + COMMON + " or catalog/" + CODE_LISTS + " is missing");
    }
    try (InputStream in = file.getInputStream()) {
      return yaml.readValue(in, type);
    } catch (IOException | JacksonException e) {
      throw new CatalogMismatch(file.getDescription() + ": " + e.getMessage(), e);
    }
  }

  private static void requireUnique(List<Collection> collections) {
    Map<Object, String> seen = new HashMap<>();
    for (Collection c : collections) {
      for (Object key : List.of(c.id(), c.number())) {
        String other = seen.put(key, c.id());
        if (other != null) {
          throw new CatalogMismatch("two collections have the id or number " + key);
        }
      }
    }
  }

  private static Collection collection(
      Resource source, CollectionFile file, CommonFile common, CodeListsFile lists) {
    try {
      Map<String, AttributeFile> own = new HashMap<>();
      file.attributes().forEach(a -> own.put(a.name(), a));
      List<Attribute> attributes = new ArrayList<>();
      for (AttributeFile a : common.attributes()) {
        AttributeFile more = own.remove(a.name());
        attributes.add(attribute(more == null ? a : a.withAliases(more.aliases()), lists));
      }
      for (AttributeFile a : file.attributes()) {
        if (own.containsKey(a.name())) {
          attributes.add(attribute(a, lists));
        }
      }
      return new Collection(
          file.id(),
          file.number(),
          file.title(),
          file.titleEnglish(),
          file.department(),
          file.id().replace('-', '_'),
          file.geometry(),
          file.published(),
          file.overlaid() == null || file.overlaid(),
          file.codeDefault(),
          file.exclusive(),
          orEmpty(common.statedAreaFields()),
          List.copyOf(attributes));
    } catch (RuntimeException e) {
      throw new CatalogMismatch(source.getDescription() + ": " + e.getMessage(), e);
    }
  }

  private static Attribute attribute(AttributeFile a, CodeListsFile lists) {
    if (a.title() == null || a.type() == null) {
      throw new CatalogMismatch("attribute " + a.name() + " has no title or type");
    }
    CodeListFile list = a.codeList() == null ? null : lists.get(a.codeList());
    if (a.codeList() != null && list == null) {
      throw new CatalogMismatch("attribute " + a.name() + ": no code list " + a.codeList());
    }
    List<CodeFile> codes = list != null ? list.codes() : orEmpty(a.codes());
    return new Attribute(
        a.name(),
        columnOf(a.name()),
        a.title(),
        a.type(),
        a.required(),
        a.maxLength(),
        a.pattern() == null ? null : Pattern.compile(a.pattern()),
        codes.stream().map(CodeFile::code).toList(),
        list != null && list.open(),
        orEmpty(a.aliases()));
  }

  private static String columnOf(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  record CommonFile(List<AttributeFile> attributes, @Nullable List<String> statedAreaFields) {}

  static class CodeListsFile extends HashMap<String, CodeListFile> {}

  record CodeListFile(boolean open, List<CodeFile> codes) {}

  record CodeFile(
      String value, String title, @Nullable String english, @Nullable List<String> aliases) {

    Code code() {
      String other = english == null ? EnglishTitles.ofCode(value, title) : english;
      return new Code(value, title, other, orEmpty(aliases));
    }
  }

  record CollectionFile(
      String id,
      int number,
      String title,
      String titleEnglish,
      String department,
      GeometryKind geometry,
      boolean published,
      @Nullable Boolean overlaid,
      @Nullable String codeDefault,
      boolean exclusive,
      List<AttributeFile> attributes) {
    CollectionFile {
      attributes = attributes == null ? List.of() : attributes;
    }
  }

  record AttributeFile(
      String name,
      @Nullable String title,
      Attribute.@Nullable Type type,
      boolean required,
      int maxLength,
      @Nullable String pattern,
      @Nullable String codeList,
      @Nullable List<CodeFile> codes,
      @Nullable List<String> aliases) {

    AttributeFile withAliases(@Nullable List<String> more) {
      List<String> all = new ArrayList<>(orEmpty(more));
      all.addAll(orEmpty(aliases));
      return new AttributeFile(
          name, title, type, required, maxLength, pattern, codeList, codes, all);
    }
  }
}
