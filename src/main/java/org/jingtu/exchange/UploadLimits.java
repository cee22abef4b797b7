package org.jingtu.exchange;

/**
 * What an uploaded zip may hold.
 *
 * @param totalBytes most bytes of all entries together, unpacked
 * @param entries most entries
 * @param ratio most bytes that one packed byte may become, for entries over 16 MB; a .dbf with wide
 *     empty fields reaches some hundred
 */
public record UploadLimits(long totalBytes, int entries, int ratio) {

  /** 4 GB (a .shp can hold no more), 1,000 entries, 1:500. */
  public static final UploadLimits DEFAULT = new UploadLimits(4L << 30, 1_000, 500);
}
