package io.communitycloud.edge;

import io.communitycloud.common.testing.contract.PublishedContracts;

/** Held against {@code contracts/openapi/edge.json}. */
@EdgeTest
class PublishedContractsTest extends PublishedContracts {

    @Override
    protected boolean hasEvents() {
        return false;
    }
}
