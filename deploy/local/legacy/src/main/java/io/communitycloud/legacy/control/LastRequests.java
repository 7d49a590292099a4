package io.communitycloud.legacy.control;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The bytes that each system was last asked with, so that a caller can be checked against them. */
@Component
public class LastRequests {

    private final Map<String, Recorded> last = new ConcurrentHashMap<>();

    public void keep(String id, Recorded request) {
        last.put(id, request);
    }

    public Optional<Recorded> of(String id) {
        return Optional.ofNullable(last.get(id));
    }

    /**
     * One request as it came.
     *
     * @param target path and query
     * @param headers by their name in small letters
     * @param body in base64, not decoded otherwise
     */
    public record Recorded(String method, String target, Map<String, String> headers, String body, Instant at) {

        public Recorded {
            headers = Map.copyOf(headers);
        }

        public byte[] bytes() {
            return Base64.getDecoder().decode(body);
        }
    }
}
