package org.jingtu.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the sign-in page which ways there are beside the password. */
@RestController
@Tag(name = "access")
class SignInWaysController {

  /**
   * The ways to sign in.
   *
   * @param provider the OpenID Connect provider; null if none is configured
   */
  record Ways(@Nullable Provider provider) {}

  /**
   * An OpenID Connect provider.
   *
   * @param name what its button says
   * @param address where it leads, relative to the service
   */
  record Provider(String name, String address) {}

  private final OidcSettings settings;

  SignInWaysController(OidcSettings settings) {
    this.settings = settings;
  }

  @Operation(summary = "登录方式", description = "除密码外可用的统一身份认证；未配置时 provider 为空。")
  @GetMapping("/api/public/sign-in")
  Ways list() {
    return new Ways(
        settings.isOn() ? new Provider(settings.name(), OidcSignIn.BEGIN.substring(1)) : null);
  }
}
