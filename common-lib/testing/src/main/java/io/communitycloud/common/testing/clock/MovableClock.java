package io.communitycloud.common.testing.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it on. */
public final class MovableClock extends Clock {

    private volatile Instant now;

    /** A clock that stands at a time. */
    public MovableClock(Instant start) {
        this.now = start;
    }

    /** A clock that stands at some time in November 2026. */
    public static MovableClock inNovember() {
        return new MovableClock(Instant.parse("2026-11-22T02:00:00Z"));
    }

    /** Moves the clock on. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
