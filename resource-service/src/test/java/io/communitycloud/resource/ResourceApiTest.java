package io.communitycloud.resource;

import io.communitycloud.common.testing.conventions.ApiConventions;

/** The conventions of the API, tried on every operation of this service. */
@ResourceTest
class ResourceApiTest extends ApiConventions {}
