package io.communitycloud.emergency.contract;

import io.communitycloud.common.testing.contract.PublishedContracts;
import io.communitycloud.emergency.testing.EmergencyTest;

/** Held against {@code contracts/openapi/emergency.json} and {@code contracts/asyncapi/emergency.json}. */
@EmergencyTest
class PublishedContractsTest extends PublishedContracts {}
