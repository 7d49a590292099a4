package io.communitycloud.exchange.wire.soap;

import io.communitycloud.exchange.wire.Lost;
import io.communitycloud.exchange.wire.Setting;
import io.communitycloud.exchange.wire.Wire;
import io.communitycloud.exchange.wire.WireAnswer;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * SOAP 1.1 and 1.2 over HTTP.
 *
 * <p>The wire's request is {@code {"body": {<operation>: …}}}. {@code path}, {@code namespace} and {@code action} stand in
 * the binding or in the operation's {@code wire}. The answer is what the body holds, a fault included. {@code binding.lost}
 * names the elements in which the system writes a sign for what it could not write: {@code {"in": ["XM"], "sign": "?"}}.
 */
@Component
class SoapWire implements Wire {

    private final HttpWire http;

    SoapWire(HttpWire http) {
        this.http = http;
    }

    @Override
    public Set<String> protocols() {
        return Set.of(Envelope.V11, Envelope.V12);
    }

    @Override
    public WireAnswer call(WireCall call) throws WireFault {
        Charset charset = Charset.forName(call.manifest().encoding());
        Reply reply = http.send(draft(call, Setting.text(call, "action", ""), Setting.of(call, "body"), charset), call);
        JsonNode body = read(reply, charset);
        JsonNode lost = Setting.of(call, "lost");
        if (lost.isObject()) {
            List<String> names = new ArrayList<>();
            lost.path("in").forEach(name -> names.add(name.asString()));
            body = XmlDocuments.marked(body, names, lost.path("sign").asString(Lost.ON_THE_WIRE));
        }
        return new WireAnswer(reply.status(), body, List.of(), null);
    }

    /** A request as this system's version of SOAP has it. */
    static Draft draft(WireCall call, String action, JsonNode body, Charset charset) {
        String protocol = call.manifest().protocol();
        byte[] message = Envelope.write(protocol, body, Setting.text(call, "namespace", ""), charset);
        Draft draft = new Draft("POST", call.manifest().base() + Setting.text(call, "path", ""));
        return protocol.equals(Envelope.V12)
                ? draft.body(message, "application/soap+xml; charset=" + charset.name() + "; action=\"" + action + "\"")
                : draft.header("SOAPAction", "\"" + action + "\"").body(message, "text/xml; charset=" + charset.name());
    }

    /** A server before the system may answer with a page of its own; only its status counts then. */
    private static JsonNode read(Reply reply, Charset charset) throws WireFault {
        try {
            return Envelope.body(reply.body(), charset);
        } catch (WireFault noMessage) {
            if (reply.status() < 300) {
                throw noMessage;
            }
            return NullNode.getInstance();
        }
    }
}
