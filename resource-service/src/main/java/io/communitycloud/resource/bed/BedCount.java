package io.communitycloud.resource.bed;

import java.util.Map;

/** The beds of a facility by their state; the total is their sum. */
public record BedCount(Map<BedState, Long> byState) {

    public BedCount {
        byState = Map.copyOf(byState);
    }

    public long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }

    public long in(BedState state) {
        return byState.getOrDefault(state, 0L);
    }
}
