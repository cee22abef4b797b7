package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;

/**
 * How far a job has come.
 *
 * @param total rows of the file, or null while unknown
 * @param read rows read and checked
 * @param accepted rows without an error
 * @param rejected rows with an error
 * @param warnings number of warnings, those about the whole file included
 * @param repaired rows that were mended
 * @param bytesRead bytes of the file (of a shapefile: of its .shp) that were read, or null
 * @param bytesTotal how many there are, or null
 */
record ImportProgress(
    @Nullable Long total,
    long read,
    long accepted,
    long rejected,
    long warnings,
    long repaired,
    @Nullable Long bytesRead,
    @Nullable Long bytesTotal) {

  static final ImportProgress NONE = new ImportProgress(null, 0, 0, 0, 0, 0, null, null);
}
