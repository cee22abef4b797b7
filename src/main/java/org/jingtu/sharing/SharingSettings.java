package org.jingtu.sharing;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code jingtu.sharing.*}.
 *
 * @param webhookHosts hosts to which webhooks may be sent, {@code host} or {@code *.domain}; none
 *     by default, so that nobody can make the service call what it should not
 * @param retryAtMostMinutes the longest pause between tries
 */
@ConfigurationProperties("jingtu.sharing")
record SharingSettings(
    @DefaultValue List<String> webhookHosts, @DefaultValue("60") int retryAtMostMinutes) {

  boolean allows(String host) {
    return webhookHosts.stream()
        .anyMatch(
            allowed ->
                allowed.startsWith("*.")
                    ? host.endsWith(allowed.substring(1))
                    : host.equalsIgnoreCase(allowed));
  }
}
