package org.jingtu.exchange;

/**
 * Remembers which record of a file had a code first, in 12 to 24 bytes a row.
 *
 * <p>Only a hash of 64 bits is kept of each code. Two different codes of one file meet in it with a
 * probability of about 3·10⁻⁸ for a million rows (n²/2 · 2⁻⁶⁴); such a file would be rejected with
 * a duplicate that is none. Not safe for use by several threads.
 */
final class SeenCodes {

  private long[] hashes = new long[1 << 10];
  private int[] records = new int[1 << 10];
  private int size;

  /**
   * Notes a code.
   *
   * @param record number of the record, from 1
   * @return the record that had the code before, or 0 if this is the first
   */
  long note(String code, long record) {
    if (size * 4L > hashes.length * 3L) {
      grow();
    }
    long hash = hash(code);
    int slot = slot(hash);
    if (records[slot] != 0) {
      return Integer.toUnsignedLong(records[slot]);
    }
    hashes[slot] = hash;
    records[slot] = (int) record;
    size++;
    return 0;
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (records[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldRecords = records;
    hashes = new long[oldHashes.length * 2];
    records = new int[oldRecords.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldRecords[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        records[slot] = oldRecords[i];
      }
    }
  }

  /** FNV-1a over the characters, finished as in MurmurHash3 so that the low bits are mixed. */
  private static long hash(String code) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < code.length(); i++) {
      h = (h ^ code.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
