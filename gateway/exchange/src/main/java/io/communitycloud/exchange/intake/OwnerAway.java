package io.communitycloud.exchange.intake;

import org.jspecify.annotations.Nullable;

/** The service that owns the rows does not take them at present; they wait. */
final class OwnerAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OwnerAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
