/** What several rooms' tests use: a small HTTP caller of the running service. */
package org.jingtu.support;
