package io.communitycloud.exchange.wire.xml;

import io.communitycloud.exchange.wire.Setting;
import io.communitycloud.exchange.wire.Wire;
import io.communitycloud.exchange.wire.WireAnswer;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * XML over HTTP.
 *
 * <p>The wire's request is {@code {"path", "query", "body": {<root>: …}}}; method and path stand in the operation's {@code
 * wire} where they are always the same. The answer is a tree with its root's name.
 */
@Component
class RestXmlWire implements Wire {

    private final HttpWire http;

    RestXmlWire(HttpWire http) {
        this.http = http;
    }

    @Override
    public Set<String> protocols() {
        return Set.of("rest-xml");
    }

    @Override
    public WireAnswer call(WireCall call) throws WireFault {
        Charset charset = Charset.forName(call.manifest().encoding());
        Draft draft = new Draft(
                Setting.text(call, "method", "POST"), call.manifest().base() + Setting.text(call, "path", ""));
        draft.header("Accept", "application/xml");
        call.request()
                .path("query")
                .properties()
                .forEach(each -> draft.query(each.getKey(), each.getValue().asString(), charset));
        JsonNode body = call.request().path("body");
        if (body.isObject()) {
            Document document = XmlDocuments.create();
            XmlDocuments.add(document, body, null);
            draft.body(XmlDocuments.write(document, charset), "application/xml; charset=" + charset.name());
        }
        Reply reply = http.send(draft, call);
        return new WireAnswer(reply.status(), read(reply, charset), List.of(), null);
    }

    /** An error may come as anything; only its status counts then. */
    private static JsonNode read(Reply reply, Charset charset) throws WireFault {
        try {
            Element root = XmlDocuments.read(reply.body(), charset).getDocumentElement();
            return JsonNodeFactory.instance.objectNode().set(XmlDocuments.nameOf(root), XmlDocuments.tree(root));
        } catch (WireFault noXml) {
            if (reply.status() < 300) {
                throw noXml;
            }
            return NullNode.getInstance();
        }
    }
}
