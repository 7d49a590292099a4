package io.communitycloud.exchange.operation;

import java.time.Duration;
import java.util.function.Supplier;

/** How long a caller waits for a system before it gets a ticket; asked at every call. */
public record Patience(Supplier<Duration> atMost) {}
