package io.communitycloud.exchange.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.exchange.manifest.Samples;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.wire.Deadline;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What becomes of a connection whose system does not answer. */
class HttpWireTest {

    private static final Duration SHORT = Duration.ofMillis(900);

    private final HttpWire wire = new HttpWire(List.of(new Nobody()));
    private final ExecutorService system = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private ServerSocket listening = unbound();

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        listening.close();
        system.shutdownNow();
        wire.destroy();
    }

    @Test
    void closesTheConnectionOfACallThatIsOverItsTime() throws Exception {
        answering("");
        assertFault(WireFault.Kind.TIMEOUT, Deadline.in(SHORT));
        assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closesTheConnectionOfAnAnswerThatNeverEnds() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"said\":");
        assertFault(WireFault.Kind.TIMEOUT, Deadline.in(SHORT));
        assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closesTheConnectionOfACallWhoseThreadIsStopped() throws Exception {
        answering("");
        var began = new CompletableFuture<Thread>();
        var fault = new CompletableFuture<WireFault.Kind>();
        system.execute(() -> {
            began.complete(Thread.currentThread());
            try {
                wire.send(draft(), call(Deadline.in(Duration.ofMinutes(1))));
            } catch (WireFault told) {
                fault.complete(told.kind());
            }
        });
        began.get().interrupt();
        assertThat(fault.get(60, TimeUnit.SECONDS)).isEqualTo(WireFault.Kind.TIMEOUT);
    }

    @Test
    void readsNoMoreThanAnAnswerMayHold() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n" + "x".repeat(17 * 1024 * 1024));
        assertFault(WireFault.Kind.BROKEN, Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    void followsNoRedirect() throws Exception {
        answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n");
        assertThat(wire.send(draft(), call(Deadline.in(Duration.ofSeconds(5)))).status())
                .isEqualTo(302);
    }

    @Test
    void tellsWhereNobodyListens() throws Exception {
        listening.close();
        assertFault(WireFault.Kind.UNREACHABLE, Deadline.in(Duration.ofSeconds(5)));
    }

    private void assertFault(WireFault.Kind kind, Deadline deadline) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> wire.send(draft(), call(deadline)))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    /** Takes one connection, says something and then nothing, and tells when the other side has hung up. */
    private void answering(String text) {
        system.execute(() -> {
            try (Socket socket = listening.accept()) {
                InputStream in = socket.getInputStream();
                in.read(new byte[1024]);
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                closed.complete(in.read() < 0);
            } catch (IOException hungUp) {
                closed.complete(true);
            }
        });
    }

    private Draft draft() {
        return new Draft("GET", "http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    private static WireCall call(Deadline deadline) {
        Served served = Samples.served(Samples.simple(1));
        return new WireCall(
                served.manifest(),
                "ping",
                served.operation("ping").orElseThrow().says(),
                JsonNodeFactory.instance.objectNode(),
                deadline);
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says nothing of who we are. */
    private static final class Nobody implements Authentication {

        @Override
        public Set<String> kinds() {
            return Set.of("none");
        }

        @Override
        public void sign(Draft draft, WireCall call) {
            // Nothing is asked for.
        }
    }
}
