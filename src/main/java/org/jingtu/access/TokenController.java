package org.jingtu.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jingtu.access.TokenStore.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own bearer tokens. Only a person, not a token, may make and end them. */
@RestController
@Tag(name = "access")
class TokenController {

  private static final int DEFAULT_DAYS = 90;

  /**
   * A token to be made.
   *
   * @param scope FULL (default), READ or METRICS
   * @param expiresInDays 1 to 366, default 90
   */
  record NewToken(
      @NotBlank @Size(max = 100) String title,
      @Nullable String scope,
      @Nullable @Min(1) @Max(366) Integer expiresInDays) {}

  /**
   * A made token.
   *
   * @param token the secret itself; it is not stored and cannot be shown again
   */
  record IssuedToken(long id, String title, String scope, Instant expiresAt, String token) {
    @Override
    public String toString() {
      return "IssuedToken[" + id + "]";
    }
  }

  private final Tokens tokens;
  private final Actors actors;
  private final Permissions permissions;

  TokenController(Tokens tokens, Actors actors, Permissions permissions) {
    this.tokens = tokens;
    this.actors = actors;
    this.permissions = permissions;
  }

  @Operation(summary = "我的令牌")
  @GetMapping("/api/tokens")
  List<Token> list() {
    return tokens.listOf(actors.current());
  }

  @Operation(
      summary = "新建令牌",
      description = "须以密码登录。scope：FULL 全部权限（默认）、READ 只读、METRICS 只读运行指标（需要角色 ADMIN）。令牌只显示这一次。")
  @PostMapping("/api/tokens")
  ResponseEntity<IssuedToken> create(@Valid @RequestBody NewToken form) {
    requirePassword();
    String scope = Objects.requireNonNullElse(form.scope(), Tokens.FULL);
    if (scope.equals(Tokens.METRICS)) {
      permissions.requireRole(Roles.ADMIN);
    }
    int days = Objects.requireNonNullElse(form.expiresInDays(), DEFAULT_DAYS);
    Tokens.Issued issued =
        tokens.issue(actors.current(), form.title(), scope, Duration.ofDays(days));
    Token token = issued.token();
    return ResponseEntity.created(URI.create("/api/tokens/" + token.id()))
        .body(
            new IssuedToken(
                token.id(), token.title(), token.scope(), token.expiresAt(), issued.secret()));
  }

  @Operation(summary = "吊销令牌", description = "自己的令牌；角色 ADMIN 可吊销任何令牌。")
  @DeleteMapping("/api/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable long id) {
    requirePassword();
    tokens.revoke(actors.current(), id);
  }

  private static void requirePassword() {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication a)
        || !a.isPersonal()) {
      throw NotPermitted.byToken();
    }
  }
}
