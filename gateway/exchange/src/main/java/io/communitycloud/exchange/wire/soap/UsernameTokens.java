package io.communitycloud.exchange.wire.soap;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.auth.Nonces;
import io.communitycloud.exchange.wire.auth.Secrets;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.apache.wss4j.common.util.WSTimeSource;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.node.ObjectNode;

/** WS-Security UsernameToken Profile 1.1 with a password digest; {@code user} and {@code secret} stand in the manifest. */
@Component
class UsernameTokens implements Authentication {

    private static final int NONCE_BYTES = 16;

    private final Credentials credentials;
    private final WSTimeSource time;
    private final Nonces nonces;

    UsernameTokens(Credentials credentials, Clock clock, Nonces nonces) {
        this.credentials = credentials;
        this.time = clock::instant;
        this.nonces = nonces;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("ws-security-username-token");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        Charset charset = Charset.forName(call.manifest().encoding());
        Document message = XmlDocuments.read(draft.body(), charset);
        Element security = message.createElementNS(WSConstants.WSSE_NS, "wsse:Security");
        Envelope.part(message, "Header").appendChild(security);
        security.appendChild(message.importNode(token(settings, Secrets.text(credentials, settings)), true));
        draft.body(XmlDocuments.write(message, charset), draft.headers().getOrDefault("Content-Type", "text/xml"));
    }

    private Node token(ObjectNode settings, String password) throws WireFault {
        Document document = XmlDocuments.create();
        UsernameToken token = new UsernameToken(true, document, time, WSConstants.PASSWORD_DIGEST);
        token.setName(settings.path("user").asString(""));
        token.addNonce(document);
        Element nonce = XmlDocuments.inner(token.getElement(), "Nonce");
        if (nonce == null) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        // The library's own is random and cannot be foretold by a test.
        nonce.setTextContent(Base64.getEncoder().encodeToString(nonces.bytes(NONCE_BYTES)));
        token.addCreated(true, time, document);
        token.setPassword(password);
        return token.getElement();
    }
}
