package io.communitycloud.legacy.online;

import io.communitycloud.legacy.secret.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** PLC-01 when it is the one who calls: pushes a grid's events to the exchange, signed by SM2 with a key of its own. */
@Component
public final class PushingGridEvents {

    private static final String SYSTEM = "PLC-01";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrivateKey key;
    private final Clock clock;
    private final String destination;

    public PushingGridEvents(Credentials credentials, Clock clock, @Value("${legacy.carry-to:}") String destination) {
        KeyPair fresh = Sm.newKeys();
        byte[] pair = credentials.bytes(
                SYSTEM,
                "push-key-pair.pem",
                () -> (Sm.pem("PRIVATE KEY", fresh.getPrivate().getEncoded())
                                + Sm.pem("PUBLIC KEY", fresh.getPublic().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII));
        String pem = new String(pair, StandardCharsets.US_ASCII);
        int second = pem.indexOf("-----BEGIN PUBLIC KEY-----");
        credentials.bytes(SYSTEM, "push-public-key", () -> pem.substring(second).getBytes(StandardCharsets.US_ASCII));
        try {
            this.key = Sm.privateKey(pem.substring(0, second));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key of SM2", e);
        }
        this.clock = clock;
        this.destination = destination;
    }

    /** What was answered: its status, and where the ticket is. */
    public record Pushed(int status, String ticket) {}

    /** Pushes the first so many events of a grid, under the name of a batch. */
    public Pushed push(String batch, String grid, int events) throws IOException, InterruptedException {
        StringBuilder content = new StringBuilder(Xml.element("BatchNo", batch));
        for (int i = 1; i <= events; i++) {
            content.append(GridEventSystem.event(grid, i));
        }
        byte[] body = Soap.V12
                .answer(
                        Answer.OK,
                        StandardCharsets.UTF_8,
                        "<PushEvents xmlns=\"urn:plc:events\">" + content + "</PushEvents>")
                .body();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = http.send(signed(body), BodyHandlers.discarding());
            return new Pushed(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""));
        }
    }

    private HttpRequest signed(byte[] body) {
        String time = Long.toString(clock.instant().getEpochSecond());
        String nonce = UUID.randomUUID().toString();
        return HttpRequest.newBuilder(URI.create(destination + "/legacy/" + SYSTEM + "/inbox"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/soap+xml; charset=UTF-8")
                .header("X-App-Id", SYSTEM)
                .header("X-Timestamp", time)
                .header("X-Nonce", nonce)
                .header("X-Signature", Sm.sign(key, String.join("\n", SYSTEM, time, nonce, Sm.sm3(body))))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
