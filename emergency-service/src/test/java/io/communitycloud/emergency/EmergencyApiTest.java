package io.communitycloud.emergency;

import io.communitycloud.common.testing.conventions.ApiConventions;
import io.communitycloud.emergency.testing.EmergencyTest;

/** The conventions of the API, tried on every operation of this service. */
@EmergencyTest
class EmergencyApiTest extends ApiConventions {}
