package io.communitycloud.common.signatures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as tests write it down. */
record Request(String method, String authority, String path, String query, Map<String, List<String>> fields)
        implements Message {

    static Request post(String path) {
        return new Request("POST", "gateway.example", path, "?", Map.of());
    }

    Request with(String field, String value) {
        Map<String, List<String>> more = new TreeMap<>(fields);
        more.put(field, List.of(value));
        return new Request(method, authority, path, query, more);
    }

    Request with(Map<String, String> more) {
        Request changed = this;
        for (Map.Entry<String, String> field : more.entrySet()) {
            changed = changed.with(field.getKey().toLowerCase(java.util.Locale.ROOT), field.getValue());
        }
        return changed;
    }

    Request at(String otherPath) {
        return new Request(method, authority, otherPath, query, fields);
    }

    Request asking(String otherQuery) {
        return new Request(method, authority, path, otherQuery, fields);
    }

    Request by(String otherMethod) {
        return new Request(otherMethod, authority, path, query, fields);
    }

    Request to(String otherAuthority) {
        return new Request(method, otherAuthority, path, query, fields);
    }

    @Override
    public List<String> fields(String lowerCaseName) {
        return fields.getOrDefault(lowerCaseName, List.of());
    }
}
