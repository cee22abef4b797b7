package org.jingtu.access;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jingtu.access.AuditStore.Seal;
import org.jspecify.annotations.Nullable;

/** Walks the chain of seals from its first link and recomputes every hash. */
final class AuditVerifier {

  private static final int PAGE = 5000;

  /** A link of the chain as it once was: the service logs them. */
  record Head(long sequence, String hash) {}

  private final AuditStore store;

  AuditVerifier(AuditStore store) {
    this.store = store;
  }

  AuditVerdict verify() {
    return verify(null);
  }

  /**
   * Walks the chain.
   *
   * @param known a link that the chain must still have, or null
   */
  AuditVerdict verify(@Nullable Head known) {
    long sequence = 0;
    byte[] previous = AuditEntry.genesis();
    List<Seal> page = store.listChain(sequence, PAGE);
    while (!page.isEmpty()) {
      for (Seal seal : page) {
        String flaw = findFlaw(seal, sequence + 1, previous);
        if (flaw == null && known != null && isOther(seal, known)) {
          flaw = AuditVerdict.CHAIN_REWRITTEN;
        }
        if (flaw != null) {
          return broken(sequence, previous, seal.entryId(), flaw);
        }
        sequence = seal.sequence();
        previous = seal.hash();
      }
      page = store.listChain(sequence, PAGE);
    }
    if (known != null && known.sequence() > sequence) {
      return broken(sequence, previous, null, AuditVerdict.CHAIN_CUT);
    }
    Optional<Long> forgotten = store.findForgotten();
    return forgotten.isPresent()
        ? broken(sequence, previous, forgotten.get(), AuditVerdict.NOT_SEALED)
        : new AuditVerdict(sequence, HexFormat.of().formatHex(previous), null, null);
  }

  private static boolean isOther(Seal seal, Head known) {
    return seal.sequence() == known.sequence()
        && !HexFormat.of().formatHex(seal.hash()).equalsIgnoreCase(known.hash());
  }

  private static @Nullable String findFlaw(Seal seal, long expected, byte[] previous) {
    if (seal.sequence() != expected || !Arrays.equals(seal.previousHash(), previous)) {
      return AuditVerdict.SEAL_MISSING;
    }
    if (seal.entry() == null) {
      return AuditVerdict.ENTRY_MISSING;
    }
    return Arrays.equals(seal.hash(), seal.entry().hashAfter(previous))
        ? null
        : AuditVerdict.ENTRY_CHANGED;
  }

  private static AuditVerdict broken(
      long sequence, byte[] hash, @Nullable Long entry, String flaw) {
    return new AuditVerdict(sequence, HexFormat.of().formatHex(hash), entry, flaw);
  }
}
