package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The Content-Security-Policy opens pictures to the base map, and nothing else. */
class PicturePolicyTest {

  @Test
  void withoutABaseMapOfOthersOnlyTheServiceIsAllowed() {
    assertThat(SecurityHeaders.policy(List.of()))
        .contains("img-src 'self' data: blob:;", "connect-src 'self';", "script-src 'self';")
        .doesNotContain("http");
  }

  @Test
  void theOriginOfTilesIsAllowedForPicturesAlone() {
    String policy = SecurityHeaders.policy(List.of("https://t0.example", "http://b.example:81"));

    assertThat(policy)
        .contains("img-src 'self' data: blob: https://t0.example http://b.example:81;")
        .contains("connect-src 'self';", "script-src 'self';");
    assertThat(policy.split("example", -1)).hasSize(3); // nowhere else
  }
}
