package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.web.Refused;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Keeps real people out of the sandbox: a number or phone that could be somebody's is refused, and never kept. */
final class SyntheticOnly {

    /** Area 310199 was never assigned, so nobody bears its numbers. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9])(?!310199)[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9])");

    /** Phones here begin with 100. */
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9])1[3-9][0-9]{9}(?![0-9])");

    private SyntheticOnly() {}

    /**
     * Looks through all that was sent.
     *
     * @throws Refused 422 naming the member
     */
    static void require(JsonNode sent) {
        require(sent, "");
    }

    private static void require(JsonNode node, String pointer) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                text(member.getKey(), pointer);
                require(member.getValue(), pointer + "/" + member.getKey());
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                require(node.get(i), pointer + "/" + i);
            }
        } else {
            text(node.asString(""), pointer);
        }
    }

    private static void text(String text, String pointer) {
        if (NUMBER.matcher(text).find() || MOBILE.matcher(text).find()) {
            throw new Refused(SandboxRefusal.SYNTHETIC_ONLY.at(pointer));
        }
    }
}
