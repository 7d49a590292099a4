package io.communitycloud.edge.forward;

import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Calls a service and brings its answer, within the route's patience.
 *
 * <p>Replaces the gateway's own exchange, which copies header fields several times and follows no time-out of a route.
 */
@Component
class Upstream implements ProxyExchange, DisposableBean {

    /** On one network a connection that takes longer is not coming. */
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final RoutingTable routes;
    /** The client's own pool of platform threads costs a multiple of the call (gateway #4150). */
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .executor(executor)
            .build();

    Upstream(RoutingTable routes) {
        this.routes = routes;
    }

    @Override
    public ServerResponse exchange(Request exchange) {
        HttpServletRequest request = exchange.getServerRequest().servletRequest();
        Route route = routes.find(request).orElseThrow();
        URI address = Objects.requireNonNull(exchange.getUri());
        try {
            RequestBody body = RequestBody.of(request, route.bodyBytes());
            HttpRequest.Builder onward = HttpRequest.newBuilder(address).method(request.getMethod(), body.publisher());
            RequestHeaders.copy(request, onward);
            return answer(onward.build(), body, route);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(HttpRequest onward, RequestBody body, Route route) throws IOException {
        CompletableFuture<HttpResponse<ResponseBody>> response = client.sendAsync(onward, ResponseBody.READER);
        CompletableFuture<Answer> answer = response.thenCompose(this::begin);
        try {
            return answer.get(route.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(response);
            throw new UpstreamFailure(UpstreamFailure.Kind.TIMED_OUT, route.service(), e);
        } catch (InterruptedException e) {
            giveUp(response);
            Thread.currentThread().interrupt();
            throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, route.service(), e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (body.passedLimit()) {
                throw new BodyTooLarge(route.bodyBytes());
            }
            IOException callersFault = body.callersFault();
            if (callersFault != null) {
                throw callersFault;
            }
            throw new UpstreamFailure(kind(cause), route.service(), cause);
        }
    }

    /** What is whole needs nobody to wait for its beginning; a thread for it would cost as much as a policy. */
    private CompletableFuture<Answer> begin(HttpResponse<ResponseBody> response) {
        ResponseBody body = response.body();
        return body.hasBegun()
                ? CompletableFuture.completedFuture(new Answer(response, body))
                : CompletableFuture.supplyAsync(() -> new Answer(response, body.begun()), executor);
    }

    /** Ends the call where it stands: before its answer began, or in the middle of it. */
    private static void giveUp(CompletableFuture<HttpResponse<ResponseBody>> response) {
        if (!response.cancel(true) && response.state() == Future.State.SUCCESS) {
            response.resultNow().body().abandon();
        }
    }

    private static UpstreamFailure.Kind kind(Throwable cause) {
        return cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnresolvedAddressException
                ? UpstreamFailure.Kind.UNREACHABLE
                : UpstreamFailure.Kind.BROKEN;
    }

    @Override
    public void destroy() {
        client.shutdownNow();
        executor.shutdownNow();
    }
}
