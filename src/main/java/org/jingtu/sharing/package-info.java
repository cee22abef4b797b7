/**
 * What departments tell one another at once: an outbox that is written in the same transaction as
 * the data, feeds to poll, and webhooks that are delivered at least once and in order.
 *
 * <p>Source: 《承德高新技术产业开发区“十四五”土壤、地下水和农村生态环境保护规划》三（三）3 “加强部门信息共享”.
 */
@ApplicationModule(
    allowedDependencies = {"features", "exchange", "catalog", "access", "checks", "problems"})
@NullMarked
package org.jingtu.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
