package org.jingtu.exchange;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the import jobs.
 *
 * @param workers jobs that are worked on at the same time, of different collections
 * @param queue jobs that may wait; further uploads are refused until some are done
 * @param keepHours how long the files of rejected and repaired imports are kept
 * @param keepFiles how many of them are kept at the most, the newest ones
 */
@ConfigurationProperties("jingtu.imports")
record ImportSettings(
    @DefaultValue("2") int workers,
    @DefaultValue("100") int queue,
    @DefaultValue("24") int keepHours,
    @DefaultValue("20") int keepFiles) {}
