package org.jingtu.reports;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code jingtu.reports.*}.
 *
 * @param fonts TrueType fonts (.ttf, .ttc) for documents, in the order in which a character is
 *     looked for; those that exist are used, the first sets the look. Empty = where Debian, Red Hat
 *     and macOS keep them
 * @param publicAddress address under which people reach the service, for the link to verify an
 *     opinion; null = the address of the request
 * @param warmUp whether a document is made in the background at start, so that the first one that
 *     is asked for does not wait for fonts and classes
 */
@ConfigurationProperties("jingtu.reports")
record ReportSettings(
    @DefaultValue List<Path> fonts,
    @Nullable URI publicAddress,
    @DefaultValue("true") boolean warmUp) {

  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
          Path.of("/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc"),
          Path.of("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
          Path.of("/System/Library/Fonts/STHeiti Light.ttc"),
          Path.of("/System/Library/Fonts/Supplemental/Songti.ttc"),
          Path.of("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
          Path.of("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"));

  ReportSettings {
    fonts = fonts.isEmpty() ? USUAL : fonts;
  }
}
