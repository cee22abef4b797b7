package org.jingtu.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and verifies passwords.
 *
 * <p>Stored are salted bcrypt hashes (with the name of the algorithm, so that it can be changed).
 * bcrypt is slow on purpose, about 0.1 s; a program that signs every request by HTTP Basic would
 * pay that each time. So a password that was right is remembered for a few minutes: not itself, but
 * its HMAC-SHA256 together with user name and stored hash, under a key that is made at start and
 * never leaves this process. A changed password changes the stored hash and is therefore never
 * taken from memory; whether the account is enabled and unlocked is asked separately on every
 * request.
 */
@Component
class Passwords {

  static final int MIN_CHARACTERS = 8;

  /** bcrypt takes no more. */
  static final int MAX_BYTES = 72;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final SecretKeySpec key = new SecretKeySpec(randomBytes(32), "HmacSHA256");
  private final ShortMemory<String, Boolean> verified;

  /** Compared against for unknown users, so that they take as long as known ones. */
  private final String nobodysHash = encoder.encode(makeRandom());

  Passwords(AccessSettings settings) {
    this.verified = new ShortMemory<>(10_000, settings.rememberPassword());
  }

  /**
   * Hashes a new password.
   *
   * @throws PasswordRefused if it is too short, too long for bcrypt, or the user name
   */
  String hash(String username, String password) {
    if (password.codePointCount(0, password.length()) < MIN_CHARACTERS
        || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
        || password.toLowerCase(Locale.ROOT).equals(username)) {
      throw new PasswordRefused();
    }
    return encoder.encode(password);
  }

  /** Whether the password was found right a short time ago, at the price of one HMAC. */
  boolean isRemembered(Account account, String password) {
    return verified.find(keyOf(account, password)).isPresent();
  }

  /** Whether the password is right, at the full price. */
  boolean verify(Account account, String password) {
    if (!encoder.matches(password, account.passwordHash())) {
      return false;
    }
    verified.remember(keyOf(account, password), Boolean.TRUE);
    return true;
  }

  /** Whether this is the account's password; remembers nothing. */
  boolean matches(Account account, String password) {
    return encoder.matches(password, account.passwordHash());
  }

  /** Takes as long as {@link #verify}, and fails. */
  void verifyNobody(String password) {
    encoder.matches(password, nobodysHash);
  }

  /** A password for a first start: 120 random bits in 20 characters. */
  static String makeRandom() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(15));
  }

  static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private String keyOf(Account account, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part :
          new String[] {account.actor().username(), account.passwordHash(), password}) {
        mac.update(part.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
