package org.jingtu.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.access.Accounts.AccountDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users, for administrators; one's own account and password, for everybody. */
@RestController
@Tag(name = "access")
class UserController {

  /** A province (2 digits) to a village (12). */
  static final String ADCODE = "[1-9][0-9](?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?";

  static final String USERNAME = "[a-z0-9][a-z0-9._@-]{1,63}";

  /** A user as listed. */
  record UserView(
      String username,
      String displayName,
      String department,
      @Nullable String adcode,
      Set<String> roles,
      boolean enabled,
      @Nullable Instant lockedUntil,
      Instant createdAt,
      Instant passwordChangedAt,
      boolean passwordMustChange) {

    static UserView of(Account account) {
      Actor actor = account.actor();
      return new UserView(
          actor.username(),
          actor.displayName(),
          actor.department(),
          actor.adcode(),
          new TreeSet<>(actor.roles()),
          account.enabled(),
          account.isLocked(Instant.now()) ? account.lockedUntil() : null,
          account.createdAt(),
          account.passwordChangedAt(),
          account.passwordMustChange());
    }
  }

  /**
   * A user to be created.
   *
   * @param password null for somebody who signs in by the OpenID Connect provider alone
   */
  record NewUser(
      @NotNull @Pattern(regexp = USERNAME) String username,
      @NotBlank @Size(max = 100) String displayName,
      @NotBlank String department,
      @Nullable @Pattern(regexp = ADCODE) String adcode,
      @NotNull Set<String> roles,
      @Nullable String password) {
    @Override
    public String toString() {
      return "NewUser[" + username + "]";
    }
  }

  /**
   * All that can be changed of a user but the password. The other members of {@link UserView} may
   * come along, so that a user who was read can be sent back; they are not looked at.
   */
  @JsonIgnoreProperties({
    "username",
    "lockedUntil",
    "createdAt",
    "passwordChangedAt",
    "passwordMustChange"
  })
  record ChangedUser(
      @NotBlank @Size(max = 100) String displayName,
      @NotBlank String department,
      @Nullable @Pattern(regexp = ADCODE) String adcode,
      @NotNull Set<String> roles,
      @NotNull Boolean enabled) {}

  /**
   * A new password.
   *
   * @param currentPassword needed to change one's own
   * @param mustChange whether another's has to be changed at the next sign-in; false if missing
   */
  record NewPassword(
      @Nullable String currentPassword,
      @NotBlank String newPassword,
      @Nullable Boolean mustChange) {
    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  private final Accounts accounts;
  private final Passwords passwords;
  private final Actors actors;
  private final Permissions permissions;
  private final OidcSettings oidc;

  UserController(
      Accounts accounts,
      Passwords passwords,
      Actors actors,
      Permissions permissions,
      OidcSettings oidc) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.actors = actors;
    this.permissions = permissions;
    this.oidc = oidc;
  }

  @Operation(summary = "当前用户")
  @GetMapping("/api/me")
  Me me() {
    return Me.of(actors.current());
  }

  @Operation(summary = "全部用户", description = "需要角色 ADMIN。")
  @GetMapping("/api/users")
  List<UserView> list() {
    permissions.requireRole(Roles.ADMIN);
    return accounts.listAll().stream().map(UserView::of).toList();
  }

  @Operation(summary = "一个用户", description = "需要角色 ADMIN。")
  @GetMapping("/api/users/{username}")
  UserView get(@PathVariable String username) {
    permissions.requireRole(Roles.ADMIN);
    return UserView.of(accounts.get(username));
  }

  @Operation(summary = "新建用户", description = "需要角色 ADMIN。")
  @PostMapping("/api/users")
  ResponseEntity<UserView> create(@Valid @RequestBody NewUser user) {
    permissions.requireRole(Roles.ADMIN);
    AccountDetails details =
        new AccountDetails(
            user.displayName(), user.department(), user.adcode(), user.roles(), true);
    Account created = create(user, details);
    return ResponseEntity.created(URI.create("/api/users/" + user.username()))
        .body(UserView.of(created));
  }

  private Account create(NewUser user, AccountDetails details) {
    if (user.password() != null) {
      return accounts.create(user.username(), user.password(), details);
    }
    if (!oidc.isOn()) {
      throw new PasswordRefused();
    }
    return accounts.createWithoutPassword(user.username(), details);
  }

  @Operation(summary = "修改用户", description = "改名、部门、角色，停用或启用。需要角色 ADMIN。")
  @PutMapping("/api/users/{username}")
  UserView change(@PathVariable String username, @Valid @RequestBody ChangedUser user) {
    permissions.requireRole(Roles.ADMIN);
    return UserView.of(
        accounts.update(
            username,
            new AccountDetails(
                user.displayName(),
                user.department(),
                user.adcode(),
                user.roles(),
                user.enabled())));
  }

  @Operation(
      summary = "修改密码",
      description =
          "改自己的密码须给出原密码 currentPassword；角色 ADMIN 可重置他人密码，以 mustChange 要求下次登录时修改。修改后该用户的会话全部结束。")
  @PutMapping("/api/users/{username}/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setPassword(@PathVariable String username, @Valid @RequestBody NewPassword form) {
    boolean own = username.equals(actors.current().username());
    if (own) {
      checkCurrent(accounts.get(username), form);
    } else {
      permissions.requireRole(Roles.ADMIN);
    }
    accounts.setPassword(
        username, form.newPassword(), !own && Boolean.TRUE.equals(form.mustChange()));
  }

  private void checkCurrent(Account account, NewPassword form) {
    String current = Objects.requireNonNullElse(form.currentPassword(), "");
    if (!account.mayUsePassword(Instant.now())) {
      throw new CurrentPasswordWrong();
    }
    if (!passwords.verify(account, current)) {
      accounts.recordFailure(account);
      throw new CurrentPasswordWrong();
    }
  }
}
