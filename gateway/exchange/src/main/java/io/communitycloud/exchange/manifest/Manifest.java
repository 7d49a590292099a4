package io.communitycloud.exchange.manifest;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is known of one legacy system; {@code manifest.schema.json} says what each member may be.
 *
 * @param id as in the catalogue: {@code CAB-01}
 * @param version counted by its author; a later file of the same id replaces an earlier one
 * @param owner the service that holds with us what the system holds
 * @param holds what it keeps, in the words of the catalogue: where that is ours too, both must say the same
 * @param protocol what it speaks; a {@code Wire} speaks it too
 * @param base the address its operations' paths continue, null where there is nothing to call
 * @param encoding of its texts on the wire
 * @param authentication the kind and whatever that kind needs
 * @param hours when it answers, always where empty
 * @param closed what is taken off its hours
 * @param probe what it is asked to find out whether it has recovered
 * @param binding what its wire needs to know for all operations
 */
public record Manifest(
        String id,
        int version,
        Name name,
        String bureau,
        String owner,
        List<String> holds,
        String protocol,
        @Nullable String base,
        String encoding,
        ObjectNode authentication,
        Limits limits,
        @Nullable Timeouts timeouts,
        Latency latencyMs,
        List<Hours> hours,
        List<Hours> closed,
        @Nullable Retry retry,
        @Nullable Cache cache,
        @Nullable Probe probe,
        @Nullable ObjectNode binding,
        Map<String, Operation> operations,
        List<Migration> migrations) {

    /** Long enough for an answer at the far end of what is normal, where the manifest names no time. */
    private static final int TIMES_P95 = 4;

    private static final long SHORTEST_CALL_MS = 1_000;
    private static final long LONGEST_CALL_MS = 60_000;
    private static final long CONNECT_MS = 1_000;

    public Manifest {
        holds = List.copyOf(holds);
        hours = List.copyOf(hours);
        closed = List.copyOf(closed);
        operations = Map.copyOf(operations);
        migrations = List.copyOf(migrations);
    }

    /** How long one call may take before it is given up and its connection closed. */
    public Duration callTimeout() {
        return timeouts == null || timeouts.callMs() == null
                ? Duration.ofMillis(Math.clamp(TIMES_P95 * latencyMs.p95(), SHORTEST_CALL_MS, LONGEST_CALL_MS))
                : Duration.ofMillis(timeouts.callMs());
    }

    public Duration connectTimeout() {
        return Duration.ofMillis(timeouts == null || timeouts.connectMs() == null ? CONNECT_MS : timeouts.connectMs());
    }

    /** How many times a safe call is tried in all. */
    public int attempts() {
        return retry == null ? 2 : retry.attempts();
    }

    public Duration freshFor() {
        return cache == null ? Duration.ZERO : Duration.ofSeconds(cache.freshSeconds());
    }

    /** How long a good value is kept for worse times. */
    public Duration keptFor() {
        return Duration.ofHours(cache == null ? Cache.KEEP_HOURS : cache.keepHours());
    }

    /** A name in both languages. */
    public record Name(String zh, String en) {}

    /**
     * What the system bears.
     *
     * @param qps calls a second, null where nothing is said
     * @param concurrency calls at once, null where nothing is said
     * @param pageSize items of a page
     * @param burstPerMinute pushes it sends us in a minute
     * @param rows rows of a file
     */
    public record Limits(
            @Nullable Integer qps,
            @Nullable Integer concurrency,
            @Nullable Integer pageSize,
            @Nullable Integer burstPerMinute,
            @Nullable Integer rows) {}

    /** In milliseconds. */
    public record Timeouts(
            @Nullable Long connectMs, @Nullable Long callMs) {}

    /** What is normal for this system, in milliseconds; zero where nothing is called. */
    public record Latency(long p50, long p95) {}

    /**
     * A span of every day, or of some.
     *
     * @param time {@code 05:00-24:00}
     * @param weekdays null for all
     * @param days of the month, {@code 29-31}; null for all
     */
    public record Hours(
            String time,
            @Nullable Set<DayOfWeek> weekdays,
            @Nullable String days) {}

    /**
     * How a safe call is tried again.
     *
     * @param attempts in all, the first one included
     */
    public record Retry(int attempts) {}

    /**
     * How good values are kept.
     *
     * @param freshSeconds how long one is answered without asking again
     * @param keepHours how long one is kept for when the system does not answer
     */
    public record Cache(int freshSeconds, int keepHours) {

        static final int KEEP_HOURS = 72;
    }

    /** A harmless read, asked of nobody's person. */
    public record Probe(String operation, ObjectNode request) {}

    /**
     * One canonical operation.
     *
     * @param personal whether it is about one person, whom staff name by {@code residentId}
     * @param request JSON Schema of the canonical request
     * @param answer JSON Schema of the canonical data
     * @param wire what its wire needs to know for it
     * @param send JSONata: canonical request to the wire's
     * @param failure JSONata: what an answer that arrived says went wrong; nothing where nothing did
     * @param receive JSONata: the wire's answer to canonical data
     */
    public record Operation(
            Name title,
            Kind kind,
            boolean personal,
            Access access,
            ObjectNode request,
            ObjectNode answer,
            @Nullable ObjectNode wire,
            String send,
            @Nullable String failure,
            String receive,
            Example example) {}

    /** Whether an operation may be repeated without harm. */
    public enum Kind {
        READ,
        WRITE
    }

    /** Who may call an operation and for what purposes, in the words of the law of access. */
    public record Access(Set<String> roles, Set<String> purposes) {

        public Access {
            roles = Set.copyOf(roles);
            purposes = Set.copyOf(purposes);
        }
    }

    /**
     * The operation's contract test: held whenever the manifest is read.
     *
     * @param sent what the operation's expression for sending makes of the request
     * @param data what its expression for receiving makes of what is received
     */
    public record Example(ObjectNode request, ObjectNode sent, Received received, JsonNode data) {}

    /** An answer as its wire hands it over. */
    public record Received(int status, JsonNode body) {}

    /**
     * What takes an operation's place.
     *
     * @param operation of this manifest
     * @param replacement method and path of ours: {@code GET /api/v1/residents}
     * @param cutOver the day the old one is planned to end
     */
    public record Migration(
            String operation, String replacement, @Nullable LocalDate cutOver) {}
}
