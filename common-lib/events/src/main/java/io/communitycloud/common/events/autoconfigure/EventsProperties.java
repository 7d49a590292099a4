package io.communitycloud.common.events.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events travel, under {@code cloud.events}.
 *
 * @param instance tells the instances of one service apart; stable over restarts, so that Kafka gives the same instance
 *     its partitions back at once
 * @param partitions of topics this service makes
 * @param replicationFactor of topics this service makes; 3 in production
 * @param retention how long events stay on topics that are not compacted
 * @param sweep how often outboxes are looked through when nothing wakes the relay
 * @param leaseTerm how long a dead relay keeps the next one waiting
 * @param stuckAfter the age of the oldest outbox from which on the service is not ready
 * @param ownsAreas whether this service is the owner of the area tree and feeds it itself
 */
@ConfigurationProperties("cloud.events")
public record EventsProperties(
        @DefaultValue("0") String instance,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicationFactor,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("1s") Duration sweep,
        @DefaultValue("5s") Duration leaseTerm,
        @DefaultValue("5m") Duration stuckAfter,
        @DefaultValue("false") boolean ownsAreas) {}
