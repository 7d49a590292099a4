package io.communitycloud.common.events.store;

/** The contract on the embedded store. */
class ProjectionTest extends ProjectionContract {

    ProjectionTest() {
        super(StoreUnderTest.uri());
    }
}
