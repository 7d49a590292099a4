package io.communitycloud.edge.route;

import java.time.Duration;

/**
 * A path prefix and the service that serves it, with what its calls may take.
 *
 * @param prefix whole path segments, such as {@code /api/v1/residents}
 * @param service the name it is registered under
 * @param patience how long an answer's beginning may take
 * @param bodyBytes the largest request body
 */
public record Route(String prefix, String service, Duration patience, long bodyBytes) {

    /** The name shared by calls of like patience: long imports do not blur what is normal for short reads. */
    public String lane(Duration usual) {
        return patience.equals(usual) ? service : service + ":" + prefix;
    }
}
