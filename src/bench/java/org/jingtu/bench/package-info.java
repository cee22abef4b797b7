/**
 * What is measured: {@code ./jingtu bench NAME}. Each bench makes its own data on a durable private
 * PostGIS, runs the packaged service as its own process, and prints what it saw
 * (docs/performance.md).
 */
@NullMarked
package org.jingtu.bench;

import org.jspecify.annotations.NullMarked;
