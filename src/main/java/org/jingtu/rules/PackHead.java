package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of itself.
 *
 * @param at where the file begins
 * @param parent id of the pack that it extends, null for none
 * @param parentVersion the parent's version, null for none
 */
record PackHead(
    YamlAt at,
    String id,
    String version,
    String digest,
    String title,
    List<String> adcodes,
    @Nullable String parent,
    @Nullable String parentVersion) {}
