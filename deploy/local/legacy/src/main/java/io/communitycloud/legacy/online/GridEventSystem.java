package io.communitycloud.legacy.online;

import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** PLC-01 平安建设: SOAP 1.2, signed by SM2 over SM3. */
@Component
final class GridEventSystem implements OnlineSystem {

    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final int EVENTS = 4;
    private static final List<String> HANDLERS = List.of("网格员甲", "网格员乙", "网格员丙");

    private final PublicKey key;
    private final Nonces nonces;

    GridEventSystem(Credentials credentials, Clock clock) {
        // Both halves at once: a private key without its public half would open nothing.
        KeyPair fresh = Sm.newKeys();
        byte[] pair = credentials.bytes(
                "plc-01",
                "key-pair.pem",
                () -> (Sm.pem("PRIVATE KEY", fresh.getPrivate().getEncoded())
                                + Sm.pem("PUBLIC KEY", fresh.getPublic().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII));
        String pem = new String(pair, StandardCharsets.US_ASCII);
        int second = pem.indexOf("-----BEGIN PUBLIC KEY-----");
        credentials.bytes(
                "plc-01", "private-key", () -> pem.substring(0, second).getBytes(StandardCharsets.US_ASCII));
        this.key = Sm.publicKey(pem.substring(second));
        this.nonces = new Nonces(clock);
    }

    @Override
    public String id() {
        return "PLC-01";
    }

    @Override
    public Answer answer(Call call) {
        if (!isSigned(call)) {
            return Soap.V12.fault(Answer.UNAUTHORIZED, UTF_8, "soapenv:Sender", "验签失败");
        }
        Document request = Xml.parse(call.body()).orElse(null);
        String grid = request == null ? null : Xml.textOf(request, "GridCode");
        if (!call.is("POST", "/ws/EventService") || grid == null) {
            return Soap.V12.fault(Answer.BROKEN, UTF_8, "soapenv:Sender", "报文格式错误");
        }
        StringBuilder events = new StringBuilder();
        for (int i = 1; i <= EVENTS; i++) {
            events.append(event(grid, i));
        }
        return Soap.V12.answer(
                Answer.OK,
                UTF_8,
                "<QueryEventsResponse xmlns=\"urn:plc:events\"><ResultCode>0</ResultCode><Events>" + events
                        + "</Events></QueryEventsResponse>");
    }

    @Override
    public Answer failed() {
        return Soap.V12.fault(
                Answer.BROKEN,
                UTF_8,
                "soapenv:Receiver",
                "org.springframework.dao.DataAccessResourceFailureException: dm.jdbc.driver.DMException 网络通信异常");
    }

    private boolean isSigned(Call call) {
        String timestamp = call.header("X-Timestamp");
        String nonce = call.header("X-Nonce");
        String signature = call.header("X-Signature");
        return USER.equals(call.header("X-App-Id"))
                && nonces.isNear(timestamp)
                && signature != null
                && Sm.verifies(key, signed(timestamp, nonce, call.body()), signature)
                && nonces.isNew(nonce);
    }

    private static String signed(@Nullable String timestamp, @Nullable String nonce, byte[] body) {
        return String.join("\n", USER, timestamp, nonce, Sm.sm3(body));
    }

    /** The event of a grid under that number. */
    static String event(String grid, int number) {
        return "<Event>"
                + Xml.element("EventNo", "PA" + grid + "-" + number)
                + Xml.element("EventType", "0" + (1 + number % 4))
                + Xml.element("GridCode", grid)
                + Xml.element("HappenTime", "2026-11-%02dT08:30:00".formatted(16 + (number - 1) % 7))
                + Xml.element("Handler", HANDLERS.get(number % HANDLERS.size()))
                + Xml.element("Status", "0" + (1 + number % 3))
                + "</Event>";
    }
}
