package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.relay.Republication;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Publishes the present states of a topic's aggregates again, at the management port ({@code /actuator/republish}). */
@Endpoint(id = "republish")
public final class RepublicationEndpoint {

    private final Republication republication;

    RepublicationEndpoint(Republication republication) {
        this.republication = republication;
    }

    @WriteOperation
    public Map<String, Object> republish(String topic) {
        return Map.of("published", republication.republish(topic));
    }
}
