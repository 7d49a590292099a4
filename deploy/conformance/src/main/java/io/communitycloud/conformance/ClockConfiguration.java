package io.communitycloud.conformance;

import java.time.Clock;

/** Where the machine's clock is read. */
record ClockConfiguration() {

    Clock clock() {
        return Clock.systemUTC();
    }
}
