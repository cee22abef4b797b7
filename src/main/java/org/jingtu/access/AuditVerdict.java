package org.jingtu.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the audit trail found.
 *
 * @param sequence number of the last seal that is right; 0 if there is none
 * @param hash its hash, hexadecimal; the same as once logged for that number
 * @param brokenEntry id of the first entry that is not as it was; null if all are, or if it is gone
 * @param flaw {@link #ENTRY_CHANGED}, {@link #ENTRY_MISSING}, {@link #SEAL_MISSING}, {@link
 *     #NOT_SEALED}, {@link #CHAIN_REWRITTEN} or {@link #CHAIN_CUT}; null if there is none
 */
public record AuditVerdict(
    long sequence, String hash, @Nullable Long brokenEntry, @Nullable String flaw) {

  /** The entry differs from what was sealed. */
  public static final String ENTRY_CHANGED = "ENTRY_CHANGED";

  /** The sealed entry is gone. */
  public static final String ENTRY_MISSING = "ENTRY_MISSING";

  /** A link of the chain before this entry is gone or was replaced. */
  public static final String SEAL_MISSING = "SEAL_MISSING";

  /** The entry is neither sealed nor waiting to be. */
  public static final String NOT_SEALED = "NOT_SEALED";

  /** The chain has another hash than was once logged: it was computed anew. */
  public static final String CHAIN_REWRITTEN = "CHAIN_REWRITTEN";

  /** The chain ends before a link that was once logged. */
  public static final String CHAIN_CUT = "CHAIN_CUT";

  /** Whether every entry is as it was sealed. */
  @JsonProperty
  public boolean intact() {
    return flaw == null;
  }
}
