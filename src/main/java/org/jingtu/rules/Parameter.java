package org.jingtu.rules;

/**
 * A number of a pack that rules use, such as a distance that a document leaves open.
 *
 * @param name camel case with the unit, for example {@code adjacentDistanceMetres}
 * @param title Chinese name
 * @param value the number
 * @param source document and clause that give it, or {@code default} where none does
 */
public record Parameter(String name, String title, double value, String source) {}
