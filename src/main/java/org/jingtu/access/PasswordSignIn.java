package org.jingtu.access;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Sign-in by user name and password: the page's sessions and HTTP Basic.
 *
 * <p>Attempts on one user are verified one after another, so that a flood of parallel guesses
 * cannot outrun the lock-out; this also keeps the slow hash from taking every core.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

  private static final Logger log = LoggerFactory.getLogger(PasswordSignIn.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final Lock[] turnstiles = new Lock[64];

  PasswordSignIn(Accounts accounts, Passwords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
    for (int i = 0; i < turnstiles.length; i++) {
      turnstiles[i] = new ReentrantLock();
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String username = Accounts.normalise(attempt.getName());
    String password = String.valueOf(attempt.getCredentials());
    Optional<Account> known = accounts.find(username);
    if (known.isPresent()
        && known.get().mayUsePassword(Instant.now())
        && passwords.isRemembered(known.get(), password)) {
      return signedIn(known.get());
    }
    Lock turnstile = turnstiles[Math.floorMod(username.hashCode(), turnstiles.length)];
    turnstile.lock();
    try {
      return signedIn(verify(username, password));
    } finally {
      turnstile.unlock();
    }
  }

  private Account verify(String username, String password) {
    Account account = accounts.findFresh(username).orElse(null);
    if (account == null || !account.mayUsePassword(Instant.now())) {
      passwords.verifyNobody(password);
      log.info("Sign-in refused: account unknown, disabled or locked");
      throw new BadCredentialsException("account unknown, disabled or locked");
    }
    if (!passwords.isRemembered(account, password) && !passwords.verify(account, password)) {
      accounts.recordFailure(account);
      log.info("Sign-in refused: wrong password of user {}", username);
      throw new BadCredentialsException("wrong password");
    }
    if (account.failedAttempts() > 0) {
      accounts.clearFailures(account);
    }
    return account;
  }

  private Authentication signedIn(Account account) {
    if (accounts.mustChangePassword(account)) {
      throw new CredentialsExpiredException("the password has to be changed");
    }
    return ActorAuthentication.byPassword(account);
  }
}
