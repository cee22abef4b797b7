package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private static final String PASSWORD = "correct horse";

  private final Passwords passwords =
      new Passwords(
          new AccessSettings(
              5, Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofSeconds(2), null));

  private static Account account(String hash) {
    return new Account(
        new Actor(7, "clerk", "测试员", Departments.ECOLOGY, null, Set.of(Roles.READER)),
        hash,
        true,
        0,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        false);
  }

  @Test
  void rememberedOnceVerifiedAndOnlyThat() {
    Account account = account(passwords.hash("clerk", PASSWORD));
    assertThat(passwords.isRemembered(account, PASSWORD)).isFalse();

    assertThat(passwords.verify(account, PASSWORD)).isTrue();

    assertThat(passwords.isRemembered(account, PASSWORD)).isTrue();
    assertThat(passwords.isRemembered(account, PASSWORD + " ")).isFalse();
  }

  @Test
  void newHashForgetsTheOldPassword() {
    Account before = account(passwords.hash("clerk", PASSWORD));
    passwords.verify(before, PASSWORD);

    assertThat(passwords.isRemembered(account(passwords.hash("clerk", "another one")), PASSWORD))
        .isFalse();
  }

  @Test
  void wrongPasswordIsNotRemembered() {
    Account account = account(passwords.hash("clerk", PASSWORD));

    assertThat(passwords.verify(account, "wrong")).isFalse();
    assertThat(passwords.isRemembered(account, "wrong")).isFalse();
  }

  @Test
  void passwordHasToBeChangedWhenItIsTooOldOrAnAdministratorSaysSo() {
    Account account = account("hash"); // of 1970-01-01
    Instant after = Instant.EPOCH.plus(Duration.ofDays(180));

    assertThat(account.mustChangePassword(after, null)).isFalse();
    assertThat(account.mustChangePassword(after, Duration.ofDays(180))).isFalse();
    assertThat(account.mustChangePassword(after.plusSeconds(1), Duration.ofDays(180))).isTrue();
  }

  @ParameterizedTest
  // 7 characters; 25 Chinese characters of 3 bytes = 75 bytes, more than the 72 of bcrypt; the name
  @ValueSource(strings = {"1234567", "净净净净净净净净净净净净净净净净净净净净净净净净净", "Clerk-Clerk"})
  void refusesWhatBreaksTheRules(String password) {
    assertThatThrownBy(() -> passwords.hash("clerk-clerk", password))
        .isInstanceOf(PasswordRefused.class);
  }
}
