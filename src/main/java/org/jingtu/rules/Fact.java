package org.jingtu.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact that conditions may read and that is asked for where it is missing.
 *
 * @param name for example {@code parcel.plannedUse}
 * @param question what to ask, in Chinese
 * @param questionEnglish the same in English, if given
 * @param codes what it may hold; empty for free values
 */
public record Fact(
    String name, String question, @Nullable String questionEnglish, Set<String> codes) {}
