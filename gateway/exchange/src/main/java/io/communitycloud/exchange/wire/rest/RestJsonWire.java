package io.communitycloud.exchange.wire.rest;

import io.communitycloud.exchange.wire.Wire;
import io.communitycloud.exchange.wire.WireAnswer;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import java.nio.charset.Charset;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * JSON over HTTP.
 *
 * <p>The wire's request is {@code {"method", "path", "query", "headers", "body"}}, all optional; method and path stand in
 * the operation's {@code wire} where they are always the same.
 */
@Component
class RestJsonWire implements Wire {

    private static final int DEEPEST = 64;
    private static final int OK = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private final HttpWire http;

    RestJsonWire(HttpWire http) {
        this.http = http;
    }

    @Override
    public Set<String> protocols() {
        return Set.of("rest-json");
    }

    @Override
    public WireAnswer call(WireCall call) throws WireFault {
        Reply reply = http.send(draft(call), call);
        JsonNode body = read(reply, call);
        return WireAnswer.of(reply.status(), body);
    }

    private static Draft draft(WireCall call) {
        JsonNode request = call.request();
        Charset encoding = Charset.forName(call.manifest().encoding());
        Draft draft = new Draft(fixed(call, "method", "GET"), call.manifest().base() + fixed(call, "path", ""));
        draft.header("Accept", "application/json");
        request.path("query").properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                draft.query(each.getKey(), each.getValue().asString(), encoding);
            }
        });
        request.path("headers")
                .properties()
                .forEach(each -> draft.header(each.getKey(), each.getValue().asString()));
        JsonNode body = request.path("body");
        if (!body.isMissingNode() && !body.isNull()) {
            draft.body(body.toString().getBytes(encoding), "application/json; charset=" + encoding.name());
        }
        return draft;
    }

    private static String fixed(WireCall call, String member, String otherwise) {
        JsonNode asked = call.request().path(member);
        JsonNode wire = call.operation().wire();
        JsonNode always = wire == null ? NullNode.getInstance() : wire.path(member);
        return asked.isString() ? asked.asString() : always.asString(otherwise);
    }

    /** An error may come as anything, a page of the server before the system for one; only its status counts then. */
    private static JsonNode read(Reply reply, WireCall call) throws WireFault {
        try {
            JsonNode body = JSON.readTree(
                    new String(reply.body(), Charset.forName(call.manifest().encoding())));
            if (body != null && !body.isMissingNode()) {
                return body;
            }
            if (reply.status() == OK) {
                // Else silence would pass for an answer that knows of nothing.
                throw new WireFault(WireFault.Kind.BROKEN);
            }
            return NullNode.getInstance();
        } catch (JacksonException notJson) {
            if (reply.status() < 300) {
                throw new WireFault(WireFault.Kind.BROKEN);
            }
            return NullNode.getInstance();
        }
    }
}
