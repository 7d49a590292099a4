package io.communitycloud.edge.call;

import java.util.List;

/** Where rows go; may take its time, since no call waits for it. */
@FunctionalInterface
interface CallSink {

    /** Takes rows over. Those it loses it counts. */
    void take(List<Call> calls);
}
