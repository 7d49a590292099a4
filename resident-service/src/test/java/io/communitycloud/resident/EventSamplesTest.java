package io.communitycloud.resident;

import io.communitycloud.common.testing.contracts.EventSamplesContract;

class EventSamplesTest extends EventSamplesContract {

    EventSamplesTest() {
        super("resident");
    }
}
