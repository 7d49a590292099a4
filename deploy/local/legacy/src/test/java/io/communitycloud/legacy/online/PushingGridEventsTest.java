package io.communitycloud.legacy.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.secret.Credentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.server.ResponseStatusException;

/** PLC-01 as the one who calls. */
class PushingGridEventsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final HttpServer exchange;

    @TempDir
    private Path home;

    PushingGridEventsTest() throws Exception {
        exchange = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private record Received(String path, String app, String time, String nonce, String signature, String body) {}

    @BeforeEach
    void listen() {
        exchange.createContext("/", call -> {
            try (call) {
                received.add(new Received(
                        call.getRequestURI().getPath(),
                        call.getRequestHeaders().getFirst("X-App-Id"),
                        call.getRequestHeaders().getFirst("X-Timestamp"),
                        call.getRequestHeaders().getFirst("X-Nonce"),
                        call.getRequestHeaders().getFirst("X-Signature"),
                        new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                call.getResponseHeaders().set("Location", "/tickets/1");
                call.sendResponseHeaders(202, -1);
            }
        });
        exchange.start();
    }

    @AfterEach
    void stop() {
        exchange.stop(0);
    }

    @Test
    void signsWhatItPushesWithAKeyOthersMayRead() throws Exception {
        PushingGridEvents pushing = pushing(exchange.getAddress().getPort());
        PushingGridEvents.Pushed pushed = pushing.push("B-1", "310101002001", 3);
        assertThat(pushed).isEqualTo(new PushingGridEvents.Pushed(202, "/tickets/1"));
        Received call = received.take();
        assertThat(call.path()).isEqualTo("/legacy/PLC-01/inbox");
        assertThat(call.body()).contains("<BatchNo>B-1</BatchNo>", "<GridCode>310101002001</GridCode>");
        assertThat(call.body().split("<Event>", -1)).hasSize(4);
        PublicKey key = Sm.publicKey(Files.readString(home.resolve("secrets/plc-01/push-public-key")));
        String text = String.join(
                "\n", call.app(), call.time(), call.nonce(), Sm.sm3(call.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(Sm.verifies(key, text, call.signature())).isTrue();
        assertThat(Sm.verifies(key, text + "x", call.signature())).isFalse();
        assertThat(pushing(exchange.getAddress().getPort())
                        .push("B-1", "310101002001", 1)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void pushesNoMoreThanThereAreAndTellsWhereNobodyTakesIt() throws Exception {
        PushController controller =
                new PushController(pushing(exchange.getAddress().getPort()));
        assertThat(controller
                        .push(new PushController.Push("B", "310101002001", 1))
                        .ticket())
                .isEqualTo("/tickets/1");
        for (int events : List.of(0, 2_001)) {
            assertThatThrownBy(() -> controller.push(new PushController.Push("B", "310101002001", events)))
                    .isInstanceOf(ResponseStatusException.class)
                    .hasMessageContaining("400");
        }
        PushController nowhere = new PushController(pushing(1));
        assertThatThrownBy(() -> nowhere.push(new PushController.Push("B", "310101002001", 1)))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("502");
    }

    private PushingGridEvents pushing(int port) {
        Credentials credentials = new Credentials(new LegacySettings(home, 0, 0, false, 1, 0, "", List.of()));
        return new PushingGridEvents(credentials, NOON, "http://127.0.0.1:" + port);
    }
}
