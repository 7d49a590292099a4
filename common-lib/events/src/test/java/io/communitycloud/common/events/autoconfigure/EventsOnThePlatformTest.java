package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.testing.platform.PlatformTest;

/** The contract of events on the embedded store and the broker of this process. */
@PlatformTest
class EventsOnThePlatformTest extends EventsContract {}
