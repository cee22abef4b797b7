/** Security: sign-in, departments, actors, and the audit trail (append-only, hash-chained). */
@ApplicationModule(allowedDependencies = {"problems"})
@NullMarked
package org.jingtu.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
