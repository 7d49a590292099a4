package io.communitycloud.resident.accesslog;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import tools.jackson.databind.JsonNode;

/** Takes what every service records of looks at personal data. */
@Listens("platform.access-records.v1")
class AccessRecordListener {

    private final AccessEntries entries;

    AccessRecordListener(AccessEntries entries) {
        this.entries = entries;
    }

    /** The record is kept as it came, with members this service does not know. */
    @On("communitycloud.platform.personal-data-read.v1")
    void read(JsonNode access) {
        entries.append(access);
    }
}
