package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every code that can be answered has its texts, in both languages, with the same placeholders. */
class ProblemTextsTest {

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|UNEXPECTED");

  private final Properties chinese = load("/messages.properties");
  private final Properties english = load("/messages_en.properties");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
  }

  @Test
  void bothLanguagesUseTheSameNumberOfValues() {
    for (String key : chinese.stringPropertyNames()) {
      assertThat(new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex())
          .as(key)
          .hasSameSizeAs(new MessageFormat(chinese.getProperty(key)).getFormatsByArgumentIndex());
    }
  }

  @Test
  void everyProblemHasTitleAndDetail() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Resource type :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:org/jingtu/**/*.class")) {
      if (!type.getURL().getPath().contains("test-classes")) {
        codes.addAll(listCodes(type));
      }
    }

    assertThat(codes).contains("ROLE_MISSING", "BODY_TOO_LARGE", "PARAMETER_MISSING");
    for (String code : codes) {
      assertThat(chinese.stringPropertyNames())
          .contains("problem." + code + ".title", "problem." + code + ".detail");
    }
  }

  /** The texts that a subclass of Problem loads, or that go into a Fact, and look like a code. */
  private static Set<String> listCodes(Resource type) throws IOException {
    Set<String> codes = new TreeSet<>();
    try (InputStream bytes = type.getInputStream()) {
      ClassReader reader = new ClassReader(bytes);
      boolean isProblem = "org/jingtu/problems/Problem".equals(reader.getSuperName());
      boolean isAboutFacts = reader.getClassName().startsWith("org/jingtu/problems/");
      if (isProblem || isAboutFacts) {
        reader.accept(new CodeCollector(codes), ClassReader.SKIP_DEBUG);
      }
    }
    return codes;
  }

  private static final class CodeCollector extends ClassVisitor {

    private final Set<String> codes;

    CodeCollector(Set<String> codes) {
      super(Opcodes.ASM9);
      this.codes = codes;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof String text && CODE.matcher(text).matches()) {
            codes.add(text);
          }
        }
      };
    }
  }

  private static Properties load(String name) {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            ProblemTextsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }
}
