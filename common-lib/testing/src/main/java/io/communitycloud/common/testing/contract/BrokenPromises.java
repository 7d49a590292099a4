package io.communitycloud.common.testing.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a new version of an OpenAPI or AsyncAPI document takes from those who wrote against the old one.
 *
 * <p>Small on purpose: what is sent may become more, what is asked for may become less, nothing may change its type. It does
 * not see a change of meaning, nor one of patterns and lengths.
 */
final class BrokenPromises {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> broken = new LinkedHashSet<>();
    private final Set<String> compared = new HashSet<>();

    private BrokenPromises(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** The breaks, each in a sentence; none where the new document keeps the old one's word. */
    static List<String> between(JsonNode before, JsonNode after) {
        BrokenPromises promises = new BrokenPromises(before, after);
        promises.operations();
        promises.channels();
        return new ArrayList<>(promises.broken);
    }

    private void operations() {
        before.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operation(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue(),
                                after.path("paths").path(path.getKey()).path(operation.getKey()))));
    }

    private void operation(String name, JsonNode old, JsonNode now) {
        if (now.isMissingNode()) {
            broken.add(name + " is gone");
            return;
        }
        if (!old.path("operationId").equals(now.path("operationId"))) {
            broken.add(name + " has another operation id, by which clients are generated");
        }
        parameters(name, old.path("parameters"), now.path("parameters"));
        JsonNode oldBody = old.path("requestBody");
        JsonNode body = now.path("requestBody");
        if (body.path("required").asBoolean() && !oldBody.path("required").asBoolean()) {
            broken.add(name + " now asks for a body");
        }
        for (Map.Entry<String, JsonNode> content : oldBody.path("content").properties()) {
            JsonNode other = body.path("content").path(content.getKey());
            if (other.isMissingNode()) {
                broken.add(name + " no longer takes " + content.getKey());
            } else {
                asked(name + " body", content.getValue().path("schema"), other.path("schema"));
            }
        }
        for (Map.Entry<String, JsonNode> answer : old.path("responses").properties()) {
            if (!answer.getKey().startsWith("2")) {
                continue;
            }
            JsonNode other = now.path("responses").path(answer.getKey());
            if (other.isMissingNode()) {
                broken.add(name + " no longer answers " + answer.getKey());
            }
            for (Map.Entry<String, JsonNode> content :
                    answer.getValue().path("content").properties()) {
                JsonNode schema = other.path("content").path(content.getKey());
                if (schema.isMissingNode() && !other.isMissingNode()) {
                    broken.add(name + " no longer answers in " + content.getKey());
                } else {
                    given(name + " answer", content.getValue().path("schema"), schema.path("schema"));
                }
            }
        }
    }

    private void parameters(String name, JsonNode old, JsonNode now) {
        for (JsonNode parameter : old) {
            JsonNode other = named(now, parameter);
            if (other.isMissingNode()) {
                // A header nobody reads does no harm; an unknown query parameter is refused.
                if (!parameter.path("in").asString().equals("header")) {
                    broken.add(name + " no longer knows the parameter "
                            + parameter.path("name").asString());
                }
            } else {
                String which = name + " parameter " + parameter.path("name").asString();
                asked(which, parameter.path("schema"), other.path("schema"));
            }
        }
        for (JsonNode parameter : now) {
            if (parameter.path("required").asBoolean()
                    && !named(old, parameter).path("required").asBoolean()) {
                broken.add(name + " now asks for the parameter "
                        + parameter.path("name").asString());
            }
        }
    }

    private static JsonNode named(JsonNode parameters, JsonNode like) {
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").equals(like.path("name"))
                    && parameter.path("in").equals(like.path("in"))) {
                return parameter;
            }
        }
        return MissingNode.getInstance();
    }

    private void channels() {
        for (Map.Entry<String, JsonNode> operation : before.path("operations").properties()) {
            // What a service reads may become less; only its own word binds it.
            if (!operation.getValue().path("action").asString().equals("send")) {
                continue;
            }
            if (!after.path("operations").has(operation.getKey())) {
                broken.add(operation.getKey() + " is gone");
                continue;
            }
            String channel = channelOf(before, operation.getKey());
            JsonNode old = before.path("channels").path(channel);
            JsonNode now = after.path("channels").path(channelOf(after, operation.getKey()));
            if (!old.path("address").equals(now.path("address"))) {
                broken.add(channel + " moved to " + now.path("address").asString());
            }
            int partitions = old.at("/bindings/kafka/partitions").asInt(0);
            if (partitions != 0
                    && partitions != now.at("/bindings/kafka/partitions").asInt(0)) {
                broken.add(channel + " has another number of partitions, so that a key's order is lost at the change");
            }
            for (Map.Entry<String, JsonNode> message : old.path("messages").properties()) {
                if (!now.path("messages").has(message.getKey())) {
                    broken.add(channel + " no longer carries " + message.getKey());
                } else if (!message.getKey().startsWith("received.")) {
                    given(
                            message.getKey(),
                            resolved(before, message.getValue()).path("payload"),
                            resolved(after, now.path("messages").path(message.getKey()))
                                    .path("payload"));
                }
            }
        }
    }

    private static String channelOf(JsonNode document, String operation) {
        String reference = document.path("operations")
                .path(operation)
                .path("channel")
                .path("$ref")
                .asString("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** What we give: a member must stay, and stay certain, of its type. */
    private void given(String where, JsonNode oldRaw, JsonNode nowRaw) {
        if (!compared.add("given " + where)) {
            return;
        }
        JsonNode old = resolved(before, oldRaw);
        JsonNode now = resolved(after, nowRaw);
        sameType(where, old, now, false);
        Set<String> certain = texts(now.path("required"));
        for (Map.Entry<String, JsonNode> member : old.path("properties").properties()) {
            String which = where + "." + member.getKey();
            JsonNode other = now.path("properties").path(member.getKey());
            if (other.isMissingNode()) {
                broken.add(which + " is no longer given");
                continue;
            }
            if (texts(old.path("required")).contains(member.getKey()) && !certain.contains(member.getKey())) {
                broken.add(which + " is no longer certain to be there");
            }
            nested(where, member.getKey(), member.getValue(), other, true);
        }
        if (old.has("items")) {
            nested(where, "items", old.path("items"), now.path("items"), true);
        }
    }

    /** What we ask for: a member must stay known and of its type, and none may be asked for that was not. */
    private void asked(String where, JsonNode oldRaw, JsonNode nowRaw) {
        if (!compared.add("asked " + where)) {
            return;
        }
        JsonNode old = resolved(before, oldRaw);
        JsonNode now = resolved(after, nowRaw);
        sameType(where, old, now, true);
        Set<String> values = texts(now.path("enum"));
        if (!values.isEmpty()) {
            if (!old.has("enum")) {
                broken.add(where + " takes only some values now");
            }
            texts(old.path("enum")).stream()
                    .filter(value -> !values.contains(value))
                    .forEach(value -> broken.add(where + " no longer takes " + value));
        }
        Set<String> needed = texts(now.path("required"));
        needed.removeAll(texts(old.path("required")));
        if (old.isObject() && old.has("properties")) {
            needed.forEach(member -> broken.add(where + " now asks for " + member));
        }
        for (Map.Entry<String, JsonNode> member : old.path("properties").properties()) {
            JsonNode other = now.path("properties").path(member.getKey());
            if (other.isMissingNode()) {
                broken.add(where + "." + member.getKey() + " is refused now");
            } else {
                nested(where, member.getKey(), member.getValue(), other, false);
            }
        }
        if (old.has("items")) {
            nested(where, "items", old.path("items"), now.path("items"), false);
        }
    }

    private void nested(String where, String member, JsonNode old, JsonNode now, boolean given) {
        // A schema that holds itself would be walked for ever; below eight levels nothing of ours begins.
        if (where.chars().filter(c -> c == '.').count() > 8) {
            return;
        }
        if (given) {
            given(where + "." + member, old, now);
        } else {
            asked(where + "." + member, old, now);
        }
    }

    private void sameType(String where, JsonNode old, JsonNode now, boolean asked) {
        Set<String> oldTypes = texts(old.path("type"));
        Set<String> types = texts(now.path("type"));
        boolean kept = asked ? types.containsAll(oldTypes) : oldTypes.containsAll(types);
        if (!oldTypes.isEmpty() && !types.isEmpty() && !kept) {
            broken.add(where + " was " + String.join(" or ", oldTypes) + " and is " + String.join(" or ", types));
        }
        if (old.has("format") && !old.path("format").equals(now.path("format"))) {
            broken.add(where + " no longer has the format " + old.path("format").asString());
        }
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new LinkedHashSet<>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(item -> texts.add(item.isNull() ? "null" : item.asString()));
        return texts;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? resolved(document, document.at(reference.substring(1))) : node;
    }
}
