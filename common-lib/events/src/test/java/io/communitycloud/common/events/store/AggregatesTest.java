package io.communitycloud.common.events.store;

/** The contract on the embedded store. */
class AggregatesTest extends AggregatesContract {

    AggregatesTest() {
        super(StoreUnderTest.uri());
    }
}
