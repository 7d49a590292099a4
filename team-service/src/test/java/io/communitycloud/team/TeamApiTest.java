package io.communitycloud.team;

import io.communitycloud.common.testing.conventions.ApiConventions;

/** The conventions of the API, tried on every operation of this service. */
@TeamServiceTest
class TeamApiTest extends ApiConventions {}
