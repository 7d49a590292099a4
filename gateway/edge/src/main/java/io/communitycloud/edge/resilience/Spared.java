package io.communitycloud.edge.resilience;

import java.time.Duration;

/** A call refused at once because its service is in trouble or has its hands full. */
public final class Spared extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    Spared(String service, Duration retryAfter) {
        super(service, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
