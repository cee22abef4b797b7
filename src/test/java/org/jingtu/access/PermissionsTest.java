package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class PermissionsTest {

  private final Actors actors = new Actors();
  private final Permissions permissions = new Permissions(actors);

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  private static Actor of(String department, String... roles) {
    return new Actor(7, "clerk", "测试员", department, null, Set.of(roles));
  }

  private boolean mayWrite(Actor actor, String department) {
    return actors.as(actor, () -> permissions.mayWrite(department));
  }

  @Test
  void editorWritesWhatTheOwnDepartmentOwns() {
    Actor ecology = of(Departments.ECOLOGY, Roles.EDITOR, Roles.READER);

    assertThat(mayWrite(ecology, Departments.ECOLOGY)).isTrue();
    assertThat(mayWrite(ecology, Departments.AGRICULTURE)).isFalse();
  }

  @Test
  void readerOfTheDepartmentWritesNothing() {
    assertThat(mayWrite(of(Departments.WATER, Roles.READER), Departments.WATER)).isFalse();
  }

  @Test
  void administratorMayDoEverything() {
    Actor admin = of(Departments.ADMINISTRATION, Roles.ADMIN);

    assertThat(mayWrite(admin, Departments.ECOLOGY)).isTrue();
    actors.as(admin, () -> permissions.requireRole(Roles.AUDITOR));
  }

  @Test
  void refusalNamesTheDepartment() {
    Actor ecology = of(Departments.ECOLOGY, Roles.EDITOR);

    assertThatThrownBy(() -> actors.as(ecology, () -> permissions.requireWrite(Departments.WATER)))
        .isInstanceOfSatisfying(
            NotPermitted.class,
            problem -> assertThat(problem.members()).containsEntry("department", "WATER"));
  }

  @Test
  void everyDepartmentReadsEverythingAndThePublicWhatIsPublished() {
    Actor reader = of(Departments.AGRICULTURE, Roles.READER);

    assertThat(actors.<Boolean>as(reader, () -> permissions.mayRead(false))).isTrue();
    assertThat(actors.<Boolean>as(Actor.PUBLIC, () -> permissions.mayRead(false))).isFalse();
    assertThat(actors.<Boolean>as(Actor.PUBLIC, () -> permissions.mayRead(true))).isTrue();
  }

  @Test
  void serviceItselfActsOutsideOfRequests() {
    assertThat(actors.current()).isEqualTo(Actor.SYSTEM);
  }

  @Test
  void anonymousRequestIsThePublicAndNeverTheService() {
    SecurityContextHolder.getContext()
        .setAuthentication(
            new AnonymousAuthenticationToken(
                "k", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));

    assertThat(actors.current()).isEqualTo(Actor.PUBLIC);
  }

  @Test
  void threadIsGivenBackToWhomItBelonged() {
    Actor outer = of(Departments.ECOLOGY, Roles.READER);

    actors.as(
        outer,
        () -> {
          actors.as(Actor.SYSTEM, () -> assertThat(actors.current()).isEqualTo(Actor.SYSTEM));
          assertThat(actors.current()).isEqualTo(outer);
        });
    assertThat(actors.current()).isEqualTo(Actor.SYSTEM);
  }
}
