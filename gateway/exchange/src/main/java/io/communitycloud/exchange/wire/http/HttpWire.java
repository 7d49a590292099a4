package io.communitycloud.exchange.wire.http;

import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends requests to systems over HTTP/1.1.
 *
 * <p>A call that is over its deadline, or whose thread is interrupted, is cancelled and its connection closed: nothing of it
 * stays behind. Redirects are not followed, since a system may not send us elsewhere.
 */
@Component
public class HttpWire implements DisposableBean {

    /** Ten times the largest page any system of the catalogue answers; a tree takes many times the room of its bytes. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    /** What the client sets itself and lets nobody else set. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection");

    private final Map<String, Authentication> authentications = new HashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** A client certificate is bound to its connections, so a system that asks for one has a client of its own. */
    private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();

    public HttpWire(List<Authentication> authentications) {
        for (Authentication each : authentications) {
            each.kinds().forEach(kind -> this.authentications.put(kind, each));
        }
    }

    /** The kinds of authentication that are known. */
    public Set<String> authentications() {
        return Set.copyOf(authentications.keySet());
    }

    /** Signs and sends; once more where the answer says that a session or token was over. */
    public Reply send(Draft draft, WireCall call) throws WireFault {
        Authentication authentication = authentication(call);
        Map<String, String> unsigned = Map.copyOf(draft.headers());
        Reply reply = sendOnce(signed(draft, unsigned, authentication, call), authentication, call);
        if (authentication.refused(reply, call)) {
            authentication.forget(call);
            reply = sendOnce(signed(draft, unsigned, authentication, call), authentication, call);
        }
        return reply;
    }

    /** Sends as it is, without an authentication: what an authentication itself asks for. */
    public Reply sendUnsigned(Draft draft, WireCall call) throws WireFault {
        return exchange(null, draft, call);
    }

    private Reply sendOnce(Draft draft, Authentication authentication, WireCall call) throws WireFault {
        return exchange(authentication.tls(call), draft, call);
    }

    private static Draft signed(Draft draft, Map<String, String> unsigned, Authentication authentication, WireCall call)
            throws WireFault {
        Draft copy = draft.copy(unsigned);
        authentication.sign(copy, call);
        return copy;
    }

    private Authentication authentication(WireCall call) throws WireFault {
        Authentication known = authentications.get(
                call.manifest().authentication().path("kind").asString(""));
        if (known == null) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
        return known;
    }

    private Reply exchange(@Nullable SSLContext tls, Draft draft, WireCall call) throws WireFault {
        HttpClient client = clients.computeIfAbsent(new Kind(call.manifest().connectTimeout(), tls), this::client);
        Duration left = call.deadline().remaining();
        if (left.isZero()) {
            throw new WireFault(WireFault.Kind.TIMEOUT);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(draft.uri())
                .timeout(left)
                .method(
                        draft.method(),
                        draft.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(draft.body()));
        draft.headers().forEach((name, value) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            throw new WireFault(WireFault.Kind.TIMEOUT);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WireFault(WireFault.Kind.TIMEOUT);
        } catch (ExecutionException | CancellationException failed) {
            throw new WireFault(kind(failed.getCause()));
        } finally {
            // Ends the exchange and closes its connection; nothing where it is done.
            pending.cancel(true);
        }
    }

    private static WireFault.Kind kind(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> WireFault.Kind.UNREACHABLE;
            case HttpTimeoutException _ -> WireFault.Kind.TIMEOUT;
            case ConnectException _ -> WireFault.Kind.UNREACHABLE;
            case IOException _ -> WireFault.Kind.BROKEN;
            case null, default -> WireFault.Kind.BROKEN;
        };
    }

    private HttpClient client(Kind kind) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(kind.connecting())
                .executor(executor);
        SSLContext tls = kind.tls();
        if (tls != null) {
            client.sslContext(tls);
        }
        return client.build();
    }

    @Override
    public void destroy() {
        clients.values().forEach(HttpClient::shutdownNow);
        executor.shutdownNow();
    }

    /** Whatever a client is bound to from its beginning. */
    private record Kind(Duration connecting, @Nullable SSLContext tls) {}
}
