package org.jingtu.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The users of the service.
 *
 * <p>Reading for sign-in goes through a memory of about two seconds, since it happens on every
 * request; what this process writes is seen at once.
 */
@Component
class Accounts {

  private final AccountStore store;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final Actors actors;
  private final AccessSettings settings;
  private final ShortMemory<String, Account> memory;

  Accounts(
      AccountStore store,
      Passwords passwords,
      AuditTrail audit,
      Actors actors,
      AccessSettings settings) {
    this.store = store;
    this.passwords = passwords;
    this.audit = audit;
    this.actors = actors;
    this.settings = settings;
    this.memory = new ShortMemory<>(10_000, settings.rememberAccount());
  }

  /** User names are lower case without surrounding blanks, however they are typed. */
  static String normalise(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }

  Optional<Account> find(String username) {
    Optional<Account> remembered = memory.find(username);
    return remembered.isPresent() ? remembered : findFresh(username);
  }

  Optional<Account> findFresh(String username) {
    Optional<Account> account = store.findByUsername(username);
    account.ifPresent(found -> memory.remember(username, found));
    return account;
  }

  Account get(String username) {
    return store.findByUsername(username).orElseThrow(() -> new UserNotFound(username));
  }

  List<Account> listAll() {
    return store.listAll();
  }

  /**
   * Creates a user.
   *
   * @param password in plain text; it is stored as a hash
   */
  @Transactional
  Account create(String username, String password, AccountDetails details) {
    details.check();
    return insert(username, passwords.hash(username, password), details);
  }

  /** Creates a user who signs in by the provider: the password is random and nobody knows it. */
  @Transactional
  Account createWithoutPassword(String username, AccountDetails details) {
    details.check();
    return insert(username, passwords.hash(username, Passwords.makeRandom()), details);
  }

  private Account insert(String username, String hash, AccountDetails details) {
    long id =
        store
            .insert(username, details.displayName(), details.department(), details.adcode(), hash)
            .orElseThrow(() -> new UsernameTaken(username));
    store.replaceRoles(id, withReader(details.roles()));
    audit.record("USER_CREATED", subject(username), facts(details));
    return get(username);
  }

  /** Changes a user; the last usable administrator stays one. */
  @Transactional
  Account update(String username, AccountDetails details) {
    details.check();
    long id = get(username).actor().id();
    boolean staysAdministrator = details.enabled() && details.roles().contains(Roles.ADMIN);
    boolean others = store.countOtherAdministrators(id) > 0;
    if (!staysAdministrator && !others) {
      throw new LastAdministrator(username);
    }
    store.update(
        id, details.displayName(), details.department(), details.adcode(), details.enabled());
    store.replaceRoles(id, withReader(details.roles()));
    audit.record("USER_CHANGED", subject(username), facts(details));
    forgetAfterCommit();
    return get(username);
  }

  /**
   * Sets a password, ends a lock-out and all sessions of the user.
   *
   * @param mustChange whether the user has to change it at the next sign-in
   */
  @Transactional
  void setPassword(String username, String password, boolean mustChange) {
    Account account = get(username);
    String hash = passwords.hash(username, password);
    if (passwords.matches(account, password)) {
      throw new PasswordRefused();
    }
    store.setPassword(account.actor().id(), hash, mustChange);
    audit.record("PASSWORD_CHANGED", subject(username), Map.of("mustChange", mustChange));
    forgetAfterCommit();
  }

  /** The user's own change of a password that has expired. */
  @Transactional
  void replaceExpired(String username, String password) {
    Account account = get(username);
    actors.as(account.actor(), () -> setPassword(username, password, false));
  }

  /** Records a wrong password; after too many in a row the account is locked for a while. */
  @Transactional
  void recordFailure(Account account) {
    boolean locked =
        store.countFailure(account.actor().id(), settings.lockAfter(), settings.lockFor());
    String action = locked ? "ACCOUNT_LOCKED" : "SIGN_IN_FAILED";
    audit.record(action, subject(account.actor().username()), Map.of());
    forgetAfterCommit();
  }

  /** Ends a row of failures. */
  @Transactional
  void clearFailures(Account account) {
    store.clearFailures(account.actor().id());
    forgetAfterCommit();
  }

  /** Records that a session began or ended. */
  @Transactional
  void recordSession(String action, Actor actor) {
    actors.as(actor, () -> audit.record(action, subject(actor.username()), Map.of()));
  }

  /** Records that the provider did not vouch for somebody, or for somebody without account. */
  @Transactional
  void recordRefusal(String reason) {
    audit.record("SIGN_IN_REFUSED", "session", Map.of("reason", reason));
  }

  /** Whether the password has to be changed before anything else. */
  boolean mustChangePassword(Account account) {
    return account.mustChangePassword(Instant.now(), settings.passwordMaxAge());
  }

  private static String subject(String username) {
    return "users/" + username;
  }

  private static Set<String> withReader(Set<String> roles) {
    Set<String> all = new LinkedHashSet<>(roles);
    all.add(Roles.READER);
    return all;
  }

  private static Map<String, @Nullable Object> facts(AccountDetails details) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("department", details.department());
    facts.put("adcode", details.adcode());
    facts.put("roles", new TreeSet<>(details.roles()));
    facts.put("enabled", details.enabled());
    return facts;
  }

  /** Before the commit another thread would remember the old state again. */
  private void forgetAfterCommit() {
    AfterCommit.run(memory::forgetAll);
  }

  /**
   * What can be changed of a user.
   *
   * @param adcode administrative code the user works for; null = all
   */
  record AccountDetails(
      String displayName,
      String department,
      @Nullable String adcode,
      Set<String> roles,
      boolean enabled) {

    static AccountDetails of(Account account) {
      Actor actor = account.actor();
      return new AccountDetails(
          actor.displayName(),
          actor.department(),
          actor.adcode(),
          actor.roles(),
          account.enabled());
    }

    void check() {
      UnknownAccessCode.check("department", department, Departments.ALL);
      roles.forEach(role -> UnknownAccessCode.check("roles", role, Roles.ALL));
    }
  }
}
