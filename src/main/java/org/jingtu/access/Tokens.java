package org.jingtu.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jingtu.access.TokenStore.Token;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bearer tokens of programs.
 *
 * <p>A token is {@code jt_} and 256 random bits; stored is its SHA-256. So much randomness cannot
 * be guessed or looked up, hence a fast hash without salt is enough, and a token costs no more to
 * check than an index look-up.
 */
@Component
class Tokens {

  static final String FULL = "FULL";
  static final String READ = "READ";
  static final String METRICS = "METRICS";
  static final Set<String> SCOPES = Set.of(FULL, READ, METRICS);

  private static final String PREFIX = "jt_";

  /** A new token with its secret, which is shown this once. */
  record Issued(Token token, String secret) {}

  private final TokenStore store;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final ShortMemory<String, Token> memory;

  Tokens(TokenStore store, Accounts accounts, AuditTrail audit, AccessSettings settings) {
    this.store = store;
    this.accounts = accounts;
    this.audit = audit;
    this.memory = new ShortMemory<>(10_000, settings.rememberAccount());
  }

  /** Makes a token for the user. */
  @Transactional
  Issued issue(Actor user, String title, String scope, Duration life) {
    UnknownAccessCode.check("scope", scope, SCOPES);
    String secret =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(Passwords.randomBytes(32));
    long id = store.insert(user.id(), title, hash(secret), scope, Instant.now().plus(life));
    audit.record("TOKEN_CREATED", "tokens/" + id, Map.of("scope", scope, "title", title));
    return new Issued(store.find(id).orElseThrow(() -> new TokenNotFound(id)), secret);
  }

  List<Token> listOf(Actor user) {
    return store.listOf(user.username());
  }

  /**
   * Ends a token: one's own, or any for an administrator.
   *
   * @throws TokenNotFound if there is none, or it is another user's
   */
  @Transactional
  void revoke(Actor actor, long id) {
    Token token =
        store
            .find(id)
            .filter(t -> actor.hasRole(Roles.ADMIN) || t.username().equals(actor.username()))
            .orElseThrow(() -> new TokenNotFound(id));
    store.delete(id);
    AfterCommit.run(memory::forgetAll);
    audit.record("TOKEN_REVOKED", "tokens/" + id, Map.of("owner", token.username()));
  }

  /** Who stands behind the secret; empty if it is unknown or expired, or its user disabled. */
  Optional<ActorAuthentication> findActor(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    return findToken(secret)
        .filter(token -> token.expiresAt().isAfter(now))
        .flatMap(
            token ->
                accounts
                    .find(token.username())
                    .filter(Account::enabled)
                    .map(account -> authenticate(account.actor(), token.scope())));
  }

  private Optional<Token> findToken(String secret) {
    byte[] hash = hash(secret);
    String key = HexFormat.of().formatHex(hash);
    Optional<Token> remembered = memory.find(key);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Token> found = store.findByHash(hash);
    found.ifPresent(
        token -> {
          store.touch(token.id());
          memory.remember(key, token);
        });
    return found;
  }

  private static ActorAuthentication authenticate(Actor owner, String scope) {
    return switch (scope) {
      case FULL -> new ActorAuthentication(owner, ActorAuthentication.Way.FULL_TOKEN);
      case READ ->
          new ActorAuthentication(
              narrow(owner, Set.of(Roles.READER)), ActorAuthentication.Way.READ_TOKEN);
      default ->
          new ActorAuthentication(
              narrow(owner, Set.of(Roles.METRICS)), ActorAuthentication.Way.METRICS_TOKEN);
    };
  }

  private static Actor narrow(Actor owner, Set<String> roles) {
    return new Actor(
        owner.id(),
        owner.username(),
        owner.displayName(),
        owner.department(),
        owner.adcode(),
        roles);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
