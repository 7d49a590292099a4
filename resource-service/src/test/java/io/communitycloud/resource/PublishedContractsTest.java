package io.communitycloud.resource;

import io.communitycloud.common.testing.contract.PublishedContracts;

/** Held against {@code contracts/openapi/resource.json} and {@code contracts/asyncapi/resource.json}. */
@ResourceTest
class PublishedContractsTest extends PublishedContracts {}
