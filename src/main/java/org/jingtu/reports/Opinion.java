package org.jingtu.reports;

import java.util.Map;

/**
 * An opinion ready to be set: every text and figure of the document.
 *
 * @param number number of the document, also its file name
 * @param values what the template asks for, by name
 */
record Opinion(String number, Map<String, Object> values) {}
