package org.jingtu.exchange;

/**
 * What an export is, known before its first byte is sent.
 *
 * @param name name for the user, with Chinese title, CRS and data version
 * @param asciiName the same for programs that cannot read it
 * @param dataVersion data version of the collection that is read
 * @param count features in it
 * @param leftOut features that the format cannot hold: those without geometry in coordinate text
 */
record ExportHead(String name, String asciiName, long dataVersion, long count, long leftOut) {}
