package io.communitycloud.notice.category;

import java.time.Duration;
import java.util.Set;

/**
 * A category of notices and what it allows.
 *
 * @param id as in {@code notice-categories.yaml}, for example {@code service_outage}
 * @param group affairs, notice, warning, education or interaction
 * @param channels the channels its notices may take
 * @param leastOpen how long its notices must at least be valid
 */
public record Category(
        String id, String chinese, String english, String group, Set<Channel> channels, Duration leastOpen) {

    public Category {
        channels = Set.copyOf(channels);
    }

    /**
     * The longest life of a notice: none is for ever. A proposal, since no source states one: a warning is renewed or
     * lifted within a week, a notice within a quarter, an open affair within its yearly cycle.
     */
    public Duration longestLife() {
        return switch (group) {
            case "warning" -> Duration.ofDays(7);
            case "notice" -> Duration.ofDays(92);
            default -> Duration.ofDays(366);
        };
    }

    /** The purpose under which contacts are asked for; it stands in every resident's access log. */
    public String purpose() {
        return switch (id) {
            case "warning" -> "emergency";
            case "epidemic" -> "epidemic-control";
            default -> "daily-service";
        };
    }
}
