package io.communitycloud.notice.broken;

import io.communitycloud.resident.broken.ForeignThing;

record KnowsAnotherService(ForeignThing thing) {}
