package org.jingtu.rules;

import java.util.List;

/**
 * A hit that would trigger rules but is under the threshold for slivers: listed, not counted.
 *
 * @param hit the hit with its figures
 * @param rules ids of the rules that it would trigger
 * @param threshold what it is under
 * @param reason the same in Chinese, with the figures
 */
public record Ignored(Hit hit, List<String> rules, Threshold threshold, String reason) {}
