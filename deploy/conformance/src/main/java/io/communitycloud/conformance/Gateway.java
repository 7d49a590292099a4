package io.communitycloud.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The address a client under trial calls. */
final class Gateway implements AutoCloseable {

    private static final int LARGEST = 8 * 1024 * 1024;

    private final HttpServer server;
    private final Trial trial;
    private final CountDownLatch over = new CountDownLatch(1);

    Gateway(int port, Trial trial) throws IOException {
        this.trial = trial;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Counted down when the client has come through. */
    CountDownLatch over() {
        return over;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            Map<String, List<String>> headers = new HashMap<>();
            call.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            String query = call.getRequestURI().getRawQuery();
            String host = Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Host"), "");
            Reply reply = trial.answer(new Incoming(
                    call.getRequestMethod(),
                    host.toLowerCase(Locale.ROOT).replaceFirst(":80$", ""),
                    call.getRequestURI().getRawPath(),
                    query == null ? "?" : "?" + query,
                    headers,
                    new String(call.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8)));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders()
                    .set("Content-Type", reply.status() < 400 ? "application/json" : "application/problem+json");
            if (reply.retryAfter() > 0) {
                call.getResponseHeaders().set("Retry-After", Integer.toString(reply.retryAfter()));
            }
            call.sendResponseHeaders(reply.status(), body.length);
            call.getResponseBody().write(body);
        }
        if (trial.isOver()) {
            over.countDown();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
