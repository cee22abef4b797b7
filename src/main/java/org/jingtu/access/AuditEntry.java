package org.jingtu.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail.
 *
 * @param id identity; later entries have higher ids, but may be committed earlier
 * @param at when it was written, to the microsecond
 * @param requestId id of the request; null for jobs
 * @param details JSON object as text
 */
record AuditEntry(
    long id,
    Instant at,
    long actor,
    String username,
    String department,
    @Nullable String requestId,
    String action,
    String subject,
    String details) {

  static final int HASH_BYTES = 32;

  /** The hash before the first: all zero. */
  static byte[] genesis() {
    return new byte[HASH_BYTES];
  }

  /**
   * SHA-256 over the previous hash and all fields. Numbers are 8 bytes, big-endian; the time is
   * microseconds since 1970; texts are UTF-8 after their length in 4 bytes (-1 for null), so that
   * no two entries have the same input.
   */
  byte[] hashAfter(byte[] previousHash) {
    MessageDigest digest = sha256();
    digest.update(previousHash);
    digest.update(
        ByteBuffer.allocate(24)
            .putLong(id)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .putLong(actor)
            .flip());
    for (String text :
        new @Nullable String[] {username, department, requestId, action, subject, details}) {
      byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).flip());
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
