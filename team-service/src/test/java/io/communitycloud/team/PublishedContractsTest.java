package io.communitycloud.team;

import io.communitycloud.common.testing.contract.PublishedContracts;

/** Held against {@code contracts/openapi/team.json} and {@code contracts/asyncapi/team.json}. */
@TeamServiceTest
class PublishedContractsTest extends PublishedContracts {}
