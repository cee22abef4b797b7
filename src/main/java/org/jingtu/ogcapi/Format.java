package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jingtu.problems.BadParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** The forms in which everything is given out. */
enum Format {
  /** JSON of some kind: GeoJSON, a JSON schema, the OpenAPI document. */
  JSON,
  /** A page for people. */
  HTML;

  /** As the parameter {@code f} names it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Format other() {
    return this == JSON ? HTML : JSON;
  }

  /**
   * The form that the caller wants: by the parameter {@code f}, else by Accept.
   *
   * @param jsonTypes media types of the JSON that there is
   * @throws BadParameter if {@code f} is neither json nor html
   */
  static Format of(HttpServletRequest request, String... jsonTypes)
      throws HttpMediaTypeNotAcceptableException {
    String wanted = request.getParameter("f");
    if (wanted != null) {
      return switch (wanted) {
        case "json", "geojson" -> JSON;
        case "html" -> HTML;
        default -> throw new BadParameter("f", wanted, "json, html");
      };
    }
    List<MediaType> offered =
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(jsonTypes), java.util.stream.Stream.of(Links.JSON))
            .map(MediaType::parseMediaType)
            .toList();
    List<MediaType> ranges = ranges(request);
    for (MediaType range : wanted(ranges)) {
      if (offered.stream().anyMatch(type -> takes(range, type, ranges))) {
        return JSON;
      }
      if (takes(range, MediaType.TEXT_HTML, ranges)) {
        return HTML;
      }
    }
    throw new HttpMediaTypeNotAcceptableException(
        java.util.stream.Stream.concat(
                offered.stream(), java.util.stream.Stream.of(MediaType.TEXT_HTML))
            .distinct()
            .toList());
  }

  /** Whether a range takes a type that no narrower one forbids, as HTML here: text/html;q=0. */
  private static boolean takes(MediaType range, MediaType type, List<MediaType> ranges) {
    return range.isCompatibleWith(type)
        && ranges.stream()
            .noneMatch(
                other ->
                    other.getQualityValue() == 0
                        && other.isCompatibleWith(type)
                        && !other.includes(range));
  }

  /** Whether the caller takes this type. */
  static boolean isAccepted(HttpServletRequest request, MediaType type) {
    List<MediaType> ranges = ranges(request);
    return wanted(ranges).stream().anyMatch(range -> takes(range, type, ranges));
  }

  private static List<MediaType> wanted(List<MediaType> ranges) {
    return ranges.stream().filter(range -> range.getQualityValue() > 0).toList();
  }

  /** All that the header Accept names, the best first, at the end what it forbids. */
  private static List<MediaType> ranges(HttpServletRequest request) {
    String header = request.getHeader("Accept");
    if (header == null || header.isBlank()) {
      return List.of(MediaType.ALL);
    }
    try {
      List<MediaType> types = MediaType.parseMediaTypes(header);
      MimeTypeUtils.sortBySpecificity(types);
      types.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
      return types;
    } catch (InvalidMediaTypeException e) {
      return List.of(MediaType.ALL);
    }
  }
}
