package org.jingtu.exchange;

/** Checksums of bytes that follow each other, from those of the pieces. */
final class Checksums {

  /** CRC-32 of IEEE 802.3, lowest bit first. */
  private static final long POLYNOMIAL = 0xEDB88320L;

  private static final int BITS = 32;

  private Checksums() {}

  /**
   * The CRC-32 of two pieces together. Appending a zero bit is linear in the bits of a checksum;
   * its matrix, squared again and again, appends as many zeros as the second piece is long (as
   * crc32_combine of zlib does).
   *
   * @param second checksum of the second piece, which has {@code bytes} bytes
   */
  static long combine(long first, long second, long bytes) {
    long[] matrix = new long[BITS];
    matrix[0] = POLYNOMIAL;
    for (int i = 1; i < BITS; i++) {
      matrix[i] = 1L << (i - 1);
    }
    for (int i = 0; i < 3; i++) {
      matrix = squared(matrix); // one bit, two, four, eight: a byte
    }
    long crc = first;
    for (long left = bytes; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        crc = times(matrix, crc);
      }
      matrix = squared(matrix);
    }
    return crc ^ second;
  }

  private static long[] squared(long[] matrix) {
    long[] square = new long[BITS];
    for (int i = 0; i < BITS; i++) {
      square[i] = times(matrix, matrix[i]);
    }
    return square;
  }

  private static long times(long[] matrix, long vector) {
    long sum = 0;
    for (int i = 0; i < BITS; i++) {
      if ((vector >> i & 1) == 1) {
        sum ^= matrix[i];
      }
    }
    return sum;
  }
}
