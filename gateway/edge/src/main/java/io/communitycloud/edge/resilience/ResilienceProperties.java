package io.communitycloud.edge.resilience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much trouble of a service is borne before it is spared.
 *
 * @param window calls that are looked back on
 * @param memory after which trouble that had no follower is forgotten, however few calls came since
 * @param leastCalls calls before a judgement is made
 * @param failurePercent share of calls without an answer that opens the breaker
 * @param slowPercent share of calls slower than {@code slowShare} of their patience that opens it
 * @param slowShare of a route's patience, in percent
 * @param rest how long an open breaker refuses before it tries again
 * @param trials calls let through to try, all of which must end before it closes: more than one would keep a way that few
 *     take closed to them for ever
 * @param concurrentCalls calls under way to one service at most; more are refused at once
 * @param retriesPerSecond of safe calls, per service; a budget, so that retries never become the storm
 */
@ConfigurationProperties("edge.resilience")
public record ResilienceProperties(
        @DefaultValue("20") int window,
        @DefaultValue("30s") Duration memory,
        @DefaultValue("10") int leastCalls,
        @DefaultValue("50") int failurePercent,
        @DefaultValue("80") int slowPercent,
        @DefaultValue("80") int slowShare,
        @DefaultValue("5s") Duration rest,
        @DefaultValue("1") int trials,
        @DefaultValue("512") int concurrentCalls,
        @DefaultValue("10") int retriesPerSecond) {}
