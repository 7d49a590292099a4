package io.communitycloud.common.events.store;

/** The contract on the embedded store. */
class ClaimsTest extends ClaimsContract {

    ClaimsTest() {
        super(StoreUnderTest.uri());
    }
}
