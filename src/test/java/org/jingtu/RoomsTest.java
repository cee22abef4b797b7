package org.jingtu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house as docs/architecture.md draws it: rooms, directions, one writer a table. */
class RoomsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jingtu");
  private static final Path SOURCES = Path.of("src/main/java/org/jingtu");

  @Test
  void everyRoomUsesOnlyTheRoomsThatItDeclares() {
    ApplicationModules.of(JingtuApplication.class).verify();
  }

  @Test
  void everyRoomSaysWhatItHoldsAndIsNullMarked() throws IOException {
    try (Stream<Path> rooms = Files.list(SOURCES)) {
      for (Path room : rooms.filter(Files::isDirectory).toList()) {
        assertThat(room.resolve("package-info.java"))
            .content()
            .contains("@NullMarked", "allowedDependencies", "/**");
      }
    }
  }

  @Test
  void rulesAndGeometryKnowNeitherWebNorDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage("org.jingtu.rules..", "org.jingtu.geo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "jakarta.persistence..",
            "jakarta.servlet..",
            "org.springframework.jdbc..",
            "org.springframework.web..")
        .check(CLASSES);
  }

  @Test
  void controllersSpeakHttpAndLeaveSqlToStores() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Controller")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "jakarta.persistence..")
        .check(CLASSES);
  }

  @Test
  void nobodyPrintsToTheConsole() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  /** SQL that writes a table stands in one room only. */
  @Test
  void everyTableHasOneWriter() throws IOException {
    Pattern write =
        Pattern.compile(
            "(?:insert into|(?<!for )update|delete from|copy|truncate)\\s+(?:table\\s+)?([a-z_]{4,})\\b(?!\\s*=)");
    Map<String, Set<String>> writers = new TreeMap<>();
    for (Path file : sources()) {
      Matcher matcher = write.matcher(Files.readString(file));
      while (matcher.find()) {
        writers
            .computeIfAbsent(matcher.group(1), t -> new TreeSet<>())
            .add(SOURCES.relativize(file).getName(0).toString());
      }
    }
    assertThat(writers.keySet()).contains("parcel_check", "overlay_piece", "dataset_version");
    writers.forEach(
        (table, rooms) -> assertThat(rooms).as("rooms that write %s", table).hasSize(1));
  }

  @Test
  void everyPublicTypeHasADescription() throws IOException {
    Pattern type =
        Pattern.compile(
            "(?m)^(?:@.*\\R)*public (?:abstract |final |sealed )*(?:class|record|interface|enum) (\\w+)");
    List<String> silent = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      Matcher matcher = type.matcher(text);
      if (matcher.find() && !text.substring(0, matcher.start()).stripTrailing().endsWith("*/")) {
        silent.add(file.toString());
      }
    }
    assertThat(silent).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.endsWith("package-info.java"))
          .toList();
    }
  }
}
