package io.communitycloud.exchange.call;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import java.util.List;

/** Takes in the rows that edges tell of. */
@Listens("gateway.calls.v1")
class CallListener {

    private final CallRecords records;

    CallListener(CallRecords records) {
        this.records = records;
    }

    @On("communitycloud.gateway.calls-made.v1")
    void made(CallsMade event) {
        records.add(event.calls());
    }

    /** Some calls, told together. */
    record CallsMade(List<CallRecord> calls) {}
}
