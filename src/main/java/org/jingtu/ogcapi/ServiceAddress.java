package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of the service as the caller sees it, through the proxy by which the request came.
 * Tomcat reads {@code X-Forwarded-Proto} and the name in {@code X-Forwarded-Host} of a proxy that
 * it believes, and notes that it did. It does not read the port there, which Apache and Caddy send
 * with the name alone, and it does not know {@code X-Forwarded-Prefix}.
 */
final class ServiceAddress {

  /** Set by Tomcat's RemoteIpValve where it believes the proxy. */
  private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");

  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

  private static final Pattern PORT = Pattern.compile("([0-9]{1,5})");

  private ServiceAddress() {}

  /** The address, without a slash at its end. */
  static String of(HttpServletRequest request) {
    UriComponentsBuilder address = ServletUriComponentsBuilder.fromContextPath(request);
    if (!Boolean.TRUE.equals(request.getAttribute(FORWARDED))) {
      return address.build().toUriString();
    }
    Matcher host = match(HOST, request.getHeader("X-Forwarded-Host"));
    Matcher port = match(PORT, request.getHeader("X-Forwarded-Port"));
    if (port != null) {
      address.port(shown(port, request));
    } else if (host != null) {
      address.port(shown(host, request));
    } else if (request.getHeader("X-Forwarded-Proto") != null) {
      // the proxy has passed on the name that the caller used, or none of use
      host = match(HOST, request.getHeader("Host"));
      address.port(host == null ? null : shown(host, request));
    }
    return address.build().toUriString() + prefix(request);
  }

  private static @Nullable Matcher match(Pattern pattern, @Nullable String header) {
    Matcher matcher = header == null ? null : pattern.matcher(header);
    return matcher != null && matcher.matches() ? matcher : null;
  }

  /** The port, or null if it goes without saying. */
  private static @Nullable String shown(Matcher named, HttpServletRequest request) {
    String port = named.group(1);
    return (request.isSecure() ? "443" : "80").equals(port) ? null : port;
  }

  /** The path that the proxy takes off before it passes a request on. */
  private static String prefix(HttpServletRequest request) {
    String prefix = request.getHeader("X-Forwarded-Prefix");
    return prefix != null && PREFIX.matcher(prefix).matches() ? prefix.replaceFirst("/$", "") : "";
  }
}
