package io.communitycloud.launcher.story;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform answered. */
record Answer(int status, String body, HttpResponse<String> response) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    /** The body as JSON; a body that is none is a missing node. */
    JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    String location() throws NotAsToldException {
        return header("Location").orElseThrow(() -> new NotAsToldException("the answer names no Location"));
    }

    Answer expect(int wanted) throws NotAsToldException {
        if (status != wanted) {
            throw new NotAsToldException("answered " + status + " instead of " + wanted + ": " + body);
        }
        return this;
    }
}
