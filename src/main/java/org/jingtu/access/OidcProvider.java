package org.jingtu.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The configured OpenID Connect provider. It is asked for its addresses when somebody first signs
 * in by it, and again after a failure: the service starts, and passwords work, while it is away.
 */
final class OidcProvider implements ClientRegistrationRepository {

  /** Id of the only registration, part of the addresses. */
  static final String ID = "jingtu";

  private final OidcSettings settings;
  private volatile @Nullable ClientRegistration registration;

  OidcProvider(OidcSettings settings) {
    this.settings = settings;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!ID.equals(id)) {
      return null;
    }
    ClientRegistration known = registration;
    if (known == null) {
      known = discover();
      registration = known;
    }
    return known;
  }

  /** Its {@code end_session_endpoint}; empty if it has none. */
  Optional<String> findEndOfSessions() {
    ClientRegistration known = registration;
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(
                known.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
            .map(Object::toString);
  }

  private ClientRegistration discover() {
    String secret = settings.clientSecret();
    ClientRegistration.Builder builder =
        ClientRegistrations.fromOidcIssuerLocation(Objects.requireNonNull(settings.issuer()))
            .registrationId(ID)
            .clientId(Objects.requireNonNull(settings.clientId()))
            .scope(List.copyOf(settings.scopes()))
            .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}");
    if (secret == null || secret.isBlank()) {
      builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    } else {
      builder.clientSecret(secret);
    }
    return builder.build();
  }
}
