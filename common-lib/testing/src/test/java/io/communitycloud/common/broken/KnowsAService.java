package io.communitycloud.common.broken;

import io.communitycloud.resident.broken.ForeignThing;

record KnowsAService(ForeignThing thing) {}
