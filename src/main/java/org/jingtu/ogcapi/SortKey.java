package org.jingtu.ogcapi;

import org.jingtu.catalog.Attribute;

/**
 * One key of {@code sortby}; features without a value come last either way.
 *
 * @param attribute what is compared
 * @param descending whether the greatest comes first
 */
record SortKey(Attribute attribute, boolean descending) {}
