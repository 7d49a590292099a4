package io.communitycloud.exchange.wire.form;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session as of a browser: a cookie after a sign-in, and a token in every form. A session that has ended shows the
 * sign-in page with status 200 and says nothing; it is known by its form. {@code user}, {@code secret}, {@code page}, {@code
 * signIn}, {@code form} (the page with the forms' token), {@code tokenField}, {@code signInForm} (selector) and {@code
 * minutes} stand in the manifest.
 */
@Component
class SessionCookies implements Authentication {

    private final Credentials credentials;
    private final ObjectProvider<HttpWire> http;
    private final Sessions<Session> sessions;

    SessionCookies(Credentials credentials, ObjectProvider<HttpWire> http, Clock clock) {
        this.credentials = credentials;
        this.http = http;
        this.sessions = new Sessions<>(clock);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("session-cookie");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        Session session = sessions.of(call, this::signIn);
        String fields = new String(draft.body(), StandardCharsets.US_ASCII);
        String token = new Form(charset(call))
                .field(tokenField(call), session.token(), "")
                .text();
        draft.header("Cookie", session.cookie())
                .body(
                        (fields.isEmpty() ? token : fields + "&" + token).getBytes(StandardCharsets.US_ASCII),
                        draft.headers().getOrDefault("Content-Type", Form.TYPE));
    }

    @Override
    public boolean refused(Reply reply, WireCall call) {
        return reply.status() == 200
                && reply.body().length <= XmlDocuments.MOST_BYTES
                && signInForm(reply, call) != null;
    }

    @Override
    public void forget(WireCall call) {
        sessions.forget(call);
    }

    private Sessions.Begun<Session> signIn(WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        Reply door = ask(new Draft("GET", address(call, "page")), call);
        Element form = signInForm(door, call);
        if (form == null) {
            // An error, or the note that the system is closed.
            throw new WireFault(WireFault.Kind.FAILED);
        }
        String fields = new Form(charset(call))
                .field("username", settings.path("user").asString(""), "")
                .field("password", Secrets.text(credentials, settings), "")
                .field(tokenField(call), tokenIn(form, call), "")
                .text();
        Reply in = ask(
                new Draft("POST", address(call, "signIn"))
                        .header("Cookie", cookie(door))
                        .body(fields.getBytes(StandardCharsets.US_ASCII), Form.TYPE),
                call);
        if (in.status() != 302 && in.status() != 303) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
        String cookie = cookie(in);
        Reply page = ask(new Draft("GET", address(call, "form")).header("Cookie", cookie), call);
        String token = tokenIn(Jsoup.parse(new String(page.body(), charset(call))), call);
        Duration life = Duration.ofMinutes(settings.path("minutes").asInt(20));
        return new Sessions.Begun<>(new Session(cookie, token), life);
    }

    private Reply ask(Draft draft, WireCall call) throws WireFault {
        Reply reply = http.getObject().sendUnsigned(draft, call);
        if (reply.body().length > XmlDocuments.MOST_BYTES) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        if (reply.status() >= 500) {
            throw new WireFault(reply.status() == 503 ? WireFault.Kind.UNAVAILABLE : WireFault.Kind.FAILED);
        }
        return reply;
    }

    private static @Nullable Element signInForm(Reply reply, WireCall call) {
        String selector = call.manifest().authentication().path("signInForm").asString("form");
        return Jsoup.parse(new String(reply.body(), charset(call))).selectFirst(selector);
    }

    private static String tokenIn(Element part, WireCall call) throws WireFault {
        Element field = part.selectFirst("input[name=" + tokenField(call) + "]");
        if (field == null) {
            throw new WireFault(WireFault.Kind.FAILED);
        }
        return field.attr("value");
    }

    private static String cookie(Reply reply) throws WireFault {
        String cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
        if (cookie.isEmpty()) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        return cookie;
    }

    private static String address(WireCall call, String member) {
        return call.manifest().base()
                + call.manifest().authentication().path(member).asString("");
    }

    private static String tokenField(WireCall call) {
        return call.manifest().authentication().path("tokenField").asString("_token");
    }

    private static Charset charset(WireCall call) {
        return Charset.forName(call.manifest().encoding());
    }

    private record Session(String cookie, String token) {

        @Override
        public String toString() {
            return "Session";
        }
    }
}
