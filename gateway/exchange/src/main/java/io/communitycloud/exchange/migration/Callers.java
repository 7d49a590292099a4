package io.communitycloud.exchange.migration;

import io.communitycloud.common.identity.Caller;
import java.util.Objects;

/** By what name a caller is counted: its bureau, or all of the city's own staff as one. */
final class Callers {

    static final String STAFF = "staff";

    private Callers() {}

    static String nameOf(Caller caller) {
        return caller.has("bureau-client") ? Objects.requireNonNullElse(caller.bureau(), "unknown") : STAFF;
    }
}
