package io.communitycloud.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SwitchingLegacyTest {

    @Test
    void understandsASystemInSmallLetters() throws UsageException {
        assertThat(wish("hang", "psb-03")).isEqualTo(new SwitchingLegacy("hang", "PSB-03", List.of()));
    }

    @Test
    void understandsAllButSome() throws UsageException {
        assertThat(wish("fail", "all", "--except", "CAB-01,psb-01"))
                .isEqualTo(new SwitchingLegacy("fail", "all", List.of("CAB-01", "PSB-01")));
    }

    @Test
    void refusesWhatIsNoWordOfItsOwn() {
        assertThatThrownBy(() -> wish("explode", "all")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> wish("hang")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> wish("hang", "everything")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> wish("hang", "PSB-01", "--except", "CAB-01")).isInstanceOf(UsageException.class);
    }

    @Test
    void sendsTheWishAndTellsWhatEveryStandInDoes() throws Exception {
        AtomicReference<String> sent = new AtomicReference<>();
        HttpServer standIns = answering(200, """
                [{"id":"PSB-01","mode":"hang","open":true},{"id":"ORG-01","mode":"ok","open":false}]""", sent);
        try {
            List<String> lines = wish("hang", "all", "--except=ORG-01").carryOut(address(standIns));

            assertThat(sent.get()).startsWith("PUT /control/systems/all ").contains("\"hang\"", "[\"ORG-01\"]");
            assertThat(lines).containsExactly("PSB-01  hang", "ORG-01  ok      outside its hours");
        } finally {
            standIns.stop(0);
        }
    }

    @Test
    void saysThatThereIsNoSuchSystem() throws Exception {
        HttpServer standIns = answering(404, "{}", new AtomicReference<>());
        try {
            assertThatThrownBy(() -> wish("hang", "XYZ-01").carryOut(address(standIns)))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("XYZ-01");
        } finally {
            standIns.stop(0);
        }
    }

    private static SwitchingLegacy wish(String... words) throws UsageException {
        return SwitchingLegacy.of(Arguments.parse(List.of(words), Set.of("except"), Set.of()));
    }

    private static HttpServer answering(int status, String body, AtomicReference<String> sent) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
