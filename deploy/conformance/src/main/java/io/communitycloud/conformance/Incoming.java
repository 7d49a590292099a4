package io.communitycloud.conformance;

import io.communitycloud.common.signatures.Message;
import java.util.List;
import java.util.Map;

/** A request of the client, with its header names in lower case. */
record Incoming(
        String method, String authority, String path, String query, Map<String, List<String>> headers, String body)
        implements Message {

    @Override
    public List<String> fields(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    String first(String lowerCaseName) {
        List<String> values = fields(lowerCaseName);
        return values.isEmpty() ? "" : values.getFirst();
    }
}
