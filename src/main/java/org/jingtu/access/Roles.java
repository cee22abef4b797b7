package org.jingtu.access;

import java.util.Set;

/** Codes of the roles. A user may have several; ADMIN may do what any other may. */
public final class Roles {

  /** Manages users and the service, and may do whatever any other role may. */
  public static final String ADMIN = "ADMIN";

  /** Writes the collections of the own department. */
  public static final String EDITOR = "EDITOR";

  /** Runs checks and takes decisions of the own department (approval, publication, transition). */
  public static final String OFFICER = "OFFICER";

  /** Reads. Every signed-in user has this one. */
  public static final String READER = "READER";

  /** Reads the audit trail and verifies it. */
  public static final String AUDITOR = "AUDITOR";

  /** Reads metrics; given to tokens of scope METRICS, not to users. */
  public static final String METRICS = "METRICS";

  /** The roles that a user can be given. */
  public static final Set<String> ALL = Set.of(ADMIN, EDITOR, OFFICER, READER, AUDITOR);

  private Roles() {}
}
