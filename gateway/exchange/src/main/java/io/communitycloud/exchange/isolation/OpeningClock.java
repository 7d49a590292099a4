package io.communitycloud.exchange.isolation;

import java.time.Clock;

/** A type of its own, so that no other clock is taken for it. */
public record OpeningClock(Clock clock) {}
