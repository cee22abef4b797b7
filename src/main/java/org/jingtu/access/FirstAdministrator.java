package org.jingtu.access;

import java.util.Set;
import org.jingtu.access.Accounts.AccountDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Creates user {@code admin} on a database without users: with the password of {@code
 * JINGTU_ADMIN_PASSWORD}, or a random one that the log shows this once. A database that has users
 * is left alone, whatever the variable says.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final String USERNAME = "admin";

  private final AccountStore store;
  private final Accounts accounts;
  private final String givenPassword;

  FirstAdministrator(
      AccountStore store,
      Accounts accounts,
      @Value("${jingtu.admin.password:}") String givenPassword) {
    this.store = store;
    this.accounts = accounts;
    this.givenPassword = givenPassword;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!store.isEmpty()) {
      return;
    }
    boolean given = !givenPassword.isBlank();
    String password = given ? givenPassword : Passwords.makeRandom();
    try {
      accounts.create(
          USERNAME,
          password,
          new AccountDetails("系统管理员", Departments.ADMINISTRATION, null, Set.of(Roles.ADMIN), true));
    } catch (UsernameTaken e) {
      return; // another instance of the service was faster
    } catch (PasswordRefused e) {
      throw new IllegalStateException(
          "JINGTU_ADMIN_PASSWORD must have at least "
              + Passwords.MIN_CHARACTERS
              + " characters, at most "
              + Passwords.MAX_BYTES
              + " bytes, and differ from the user name",
          e);
    }
    if (given) {
      log.info("首次启动：已创建管理员 {}，密码取自 JINGTU_ADMIN_PASSWORD", USERNAME);
    } else {
      log.warn("首次启动：已创建管理员 {}，初始密码 {}（只显示这一次，请登录后修改）", USERNAME, password);
    }
  }
}
