package io.communitycloud.exchange.wire.soap;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.auth.Secrets;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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

    private static final Duration SHORTLY = Duration.ofSeconds(30);

    private final Credentials credentials;
    private final ObjectProvider<HttpWire> http;
    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    SingleSession(Credentials credentials, ObjectProvider<HttpWire> http, Clock clock) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
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
        token.setTextContent(session(call).token());
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
        sessions.remove(call.manifest().id());
    }

    private Session session(WireCall call) throws WireFault {
        String id = call.manifest().id();
        ReentrantLock turn = turns.computeIfAbsent(id, each -> new ReentrantLock());
        try {
            if (!turn.tryLock(call.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new WireFault(WireFault.Kind.TIMEOUT);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WireFault(WireFault.Kind.TIMEOUT);
        }
        try {
            Session session = sessions.get(id);
            if (session == null || !clock.instant().isBefore(session.until())) {
                session = signIn(call);
                sessions.put(id, session);
            }
            return session;
        } finally {
            turn.unlock();
        }
    }

    private Session signIn(WireCall call) throws WireFault {
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
        return new Session(token.asString(), clock.instant().plus(life).minus(SHORTLY));
    }

    private record Session(String token, Instant until) {

        @Override
        public String toString() {
            return "Session[until=" + until + "]";
        }
    }
}
