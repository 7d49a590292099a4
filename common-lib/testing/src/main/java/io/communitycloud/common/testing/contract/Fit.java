package io.communitycloud.common.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whether a sample is as a schema says: members, types and the values of enumerations. */
final class Fit {

    private Fit() {}

    /**
     * Where the sample does not fit, each in a sentence.
     *
     * @param complete whether the schema names every member there may be
     */
    static List<String> of(JsonNode sample, JsonNode schema, boolean complete) {
        List<String> misfits = new ArrayList<>();
        check("the event", sample, schema, complete, misfits);
        return misfits;
    }

    private static void check(String where, JsonNode sample, JsonNode schema, boolean complete, List<String> misfits) {
        Set<String> types = texts(schema.path("type"));
        if (!types.isEmpty() && !types.contains(typeOf(sample))) {
            misfits.add(where + " is " + typeOf(sample) + " and not " + String.join(" or ", types));
            return;
        }
        Set<String> values = texts(schema.path("enum"));
        if (sample.isString() && !values.isEmpty() && !values.contains(sample.asString())) {
            misfits.add(where + " is " + sample + ", which is none of " + values);
        }
        if (sample.isArray() && schema.has("items")) {
            sample.forEach(item -> check(where + "[]", item, schema.path("items"), complete, misfits));
        }
        if (!sample.isObject()) {
            return;
        }
        for (String required : texts(schema.path("required"))) {
            if (!sample.has(required)) {
                misfits.add(where + " lacks " + required);
            }
        }
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> member : sample.properties()) {
            if (properties.has(member.getKey())) {
                check(
                        where + "." + member.getKey(),
                        member.getValue(),
                        properties.path(member.getKey()),
                        complete,
                        misfits);
            } else if (complete && properties.isObject()) {
                misfits.add(where + " has " + member.getKey() + ", which the record does not");
            }
        }
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static Set<String> texts(JsonNode node) {
        if (node.isString()) {
            return Set.of(node.asString());
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(item -> item.isNull() ? "null" : item.asString())
                .collect(Collectors.toSet());
    }
}
