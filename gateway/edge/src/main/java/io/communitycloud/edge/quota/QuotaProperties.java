package io.communitycloud.edge.quota;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls are allowed in how long.
 *
 * @param client per client and subject
 * @param anonymous per address, for calls without an accepted token
 * @param routes by path prefix: a further limit per client
 * @param remembered callers whose count is kept; the longest silent is forgotten first
 */
@ConfigurationProperties("edge.quota")
public record QuotaProperties(
        @DefaultValue Limit client,
        @DefaultValue Limit anonymous,
        @DefaultValue Map<String, Limit> routes,
        @DefaultValue("20000") int remembered) {

    /**
     * So many calls in a window, refilled steadily.
     *
     * @param calls also the largest burst
     */
    public record Limit(
            @DefaultValue("60000") int calls,
            @DefaultValue("60s") Duration window) {}
}
