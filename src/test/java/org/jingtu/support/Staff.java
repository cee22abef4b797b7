package org.jingtu.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

/** Makes users of departments for a journey. */
public final class Staff {

  /** Of all of them. */
  public static final String PASSWORD = "Ju-Tong-Sheng-Tai-88";

  private final Http http;

  /** Users of the service on this port. */
  public Staff(int port) {
    this.http = new Http(port);
  }

  /** Makes a user; answers the Authorization header with which it acts. */
  public String hire(String username, String department, String... roles) {
    return make(username, department, "", roles);
  }

  /** The same for one county, or another area. */
  public String hireFor(String adcode, String username, String department, String... roles) {
    return make(username, department, ",\"adcode\":\"" + adcode + "\"", roles);
  }

  private String make(String username, String department, String more, String... roles) {
    String body =
        "{\"username\":\"%s\",\"displayName\":\"%s\",\"department\":\"%s\",\"roles\":[%s],\"password\":\"%s\"%s}"
            .formatted(
                username,
                username,
                department,
                List.of(roles).stream().map(r -> "\"" + r + "\"").collect(Collectors.joining(",")),
                PASSWORD,
                more);
    Http.Answer answer = http.postJson("/api/users", body, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return Http.basic(username, PASSWORD);
  }
}
