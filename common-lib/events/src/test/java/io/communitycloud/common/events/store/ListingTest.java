package io.communitycloud.common.events.store;

/** The contract on the embedded store. */
class ListingTest extends ListingContract {

    ListingTest() {
        super(StoreUnderTest.uri());
    }
}
