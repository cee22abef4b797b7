package org.jingtu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.database.JourneyTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** docs/api.md lists every address of the API, and none that is not there. */
@JourneyTest
class ApiPageJourneyTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void thePageListsEveryAddress() throws Exception {
    Set<String> served = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .keySet()
        .forEach(
            info -> {
              for (String path : info.getPatternValues()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                  if (path.startsWith("/api/")) {
                    served.add(method + " " + path);
                  }
                }
              }
            });
    Set<String> listed = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^`]*)` \\|")
            .matcher(Files.readString(Path.of("docs/api.md")));
    while (row.find()) {
      listed.add(row.group(1));
    }
    assertThat(listed).isEqualTo(served);
  }
}
