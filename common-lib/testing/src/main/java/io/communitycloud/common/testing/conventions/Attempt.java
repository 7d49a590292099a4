package io.communitycloud.common.testing.conventions;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A request to be sent, good or bad; each method gives a changed copy. */
record Attempt(String what, String method, String target, Map<String, String> headers, HttpRequest.BodyPublisher body) {

    Attempt {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    Attempt named(String name) {
        return new Attempt(name, method, target, headers, body);
    }

    Attempt by(String otherMethod) {
        return new Attempt(what, otherMethod, target, headers, body);
    }

    Attempt to(String otherTarget) {
        return new Attempt(what, method, otherTarget, headers, body);
    }

    Attempt with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(name, value);
        return new Attempt(what, method, target, changed, body);
    }

    Attempt without(String name) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.remove(name);
        return new Attempt(what, method, target, changed, body);
    }

    Attempt saying(String text) {
        return saying(text.getBytes(StandardCharsets.UTF_8));
    }

    Attempt saying(byte[] bytes) {
        return new Attempt(what, method, target, headers, HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    Attempt asking(String query) {
        return to(target + (target.contains("?") ? "&" : "?") + query);
    }
}
