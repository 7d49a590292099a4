package io.communitycloud.exchange;

import io.communitycloud.common.testing.contract.PublishedContracts;

/** Held against {@code contracts/openapi/exchange.json} and {@code contracts/asyncapi/exchange.json}. */
@ExchangeTest
class PublishedContractsTest extends PublishedContracts {}
