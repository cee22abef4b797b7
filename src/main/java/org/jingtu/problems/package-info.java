/**
 * Errors as facts: a wrong request becomes an RFC 9457 problem with a stable code and a Chinese
 * detail that says what to do; and texts in the language of the reader. Every room may use this
 * one; it uses none.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.jingtu.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
