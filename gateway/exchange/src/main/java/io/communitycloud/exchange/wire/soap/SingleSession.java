package io.communitycloud.exchange.wire.soap;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.auth.Secrets;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import io.communitycloud.exchange.wire.http.Sessions;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token in the body, of which there is one at a time: a sign-in ends the session before it, so nobody signs in while
 * another does. {@code user}, {@code secret}, {@code signIn} (operation and action), {@code element} (of the token),
 * {@code ended} (the code that says it is over) and {@code minutes} stand in the manifest.
 */
@Component
class SingleSession implements Authentication {

    private final Credentials credentials;
    private final ObjectProvider<HttpWire> http;
    private final Sessions<String> sessions;

    SingleSession(Credentials credentials, ObjectProvider<HttpWire> http, Clock clock) {
        this.credentials = credentials;
        this.http = http;
        this.sessions = new Sessions<>(clock);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("single-session-token");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        Charset charset = Charset.forName(call.manifest().encoding());
        Document message = XmlDocuments.read(draft.body(), charset);
        List<Element> operations = XmlDocuments.elements(Envelope.part(message, "Body"));
        if (operations.isEmpty()) {
            throw new WireFault(WireFault.Kind.REFUSED);
        }
        Element operation = operations.getFirst();
        Element token = message.createElementNS(
                operation.getNamespaceURI(), settings.path("element").asString("token"));
        token.setTextContent(sessions.of(call, this::signIn));
        operation.insertBefore(token, operation.getFirstChild());
        draft.body(XmlDocuments.write(message, charset), draft.headers().getOrDefault("Content-Type", "text/xml"));
    }

    @Override
    public boolean refused(Reply reply, WireCall call) {
        String ended = call.manifest().authentication().path("ended").asString("");
        try {
            JsonNode body =
                    Envelope.body(reply.body(), Charset.forName(call.manifest().encoding()));
            return body.findValuesAsString("code").contains(ended);
        } catch (WireFault noMessage) {
            return false;
        }
    }

    @Override
    public void forget(WireCall call) {
        sessions.forget(call);
    }

    private Sessions.Begun<String> signIn(WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        String operation = settings.path("signIn").asString("login");
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.putObject(operation)
                .put("user", settings.path("user").asString(""))
                .put("password", Secrets.text(credentials, settings));
        Charset charset = Charset.forName(call.manifest().encoding());
        Reply reply = http.getObject().sendUnsigned(SoapWire.draft(call, operation, question, charset), call);
        if (reply.status() >= 500) {
            throw new WireFault(reply.status() == 503 ? WireFault.Kind.UNAVAILABLE : WireFault.Kind.FAILED);
        }
        JsonNode token = Envelope.body(reply.body(), charset)
                .findPath(settings.path("element").asString("token"));
        if (token.asString("").isEmpty()) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
        Duration life = Duration.ofMinutes(settings.path("minutes").asInt(30));
        return new Sessions.Begun<>(token.asString(), life);
    }
}
