package io.communitycloud.exchange;

import io.communitycloud.common.testing.conventions.ApiConventions;

/** The conventions of the API, tried on every operation of the exchange. */
@ExchangeTest
class ExchangeApiTest extends ApiConventions {}
