package org.jingtu.problems;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a request may carry.
 *
 * @param maxUpload largest uploaded file ({@code jingtu.limits.max-upload})
 * @param maxBody largest body that is not an upload ({@code jingtu.limits.max-body})
 */
@ConfigurationProperties("jingtu.limits")
public record WebLimits(
    @DefaultValue("2GB") DataSize maxUpload, @DefaultValue("20MB") DataSize maxBody) {}
