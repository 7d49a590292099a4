package io.communitycloud.edge.partner;

import java.time.Instant;
import java.util.List;

/** A grant as the exchange publishes it, as far as the door needs it. */
record Grant(String bureau, List<String> operations, Instant until, State state) {

    enum State {
        ASKED,
        ALLOWED,
        REFUSED,
        WITHDRAWN
    }

    boolean covers(String operation, Instant now) {
        return state == State.ALLOWED && now.isBefore(until) && operations.contains(operation);
    }

    /** In the sandbox what is asked for may be tried already. */
    boolean coversInSandbox(String operation, Instant now) {
        boolean open = state == State.ALLOWED || state == State.ASKED;
        return open && now.isBefore(until) && operations.contains(operation);
    }
}
