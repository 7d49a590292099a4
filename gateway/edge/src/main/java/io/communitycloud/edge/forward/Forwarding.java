package io.communitycloud.edge.forward;

import io.communitycloud.edge.route.Instances;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a call to the next instance of its service with path and query exactly as they came.
 *
 * <p>The gateway's own function decodes and encodes the query, and asks for parameters, which eats a form's body: a
 * form in GBK would arrive at its legacy system broken or empty.
 */
@Component
class Forwarding extends ProxyExchangeHandlerFunction {

    private final ProxyExchange upstream;
    private final RoutingTable routes;
    private final Instances instances;

    Forwarding(
            ProxyExchange upstream,
            RoutingTable routes,
            Instances instances,
            ObjectProvider<RequestHttpHeadersFilter> requestHeaders,
            ObjectProvider<ResponseHttpHeadersFilter> responseHeaders) {
        super(upstream, requestHeaders, responseHeaders);
        this.upstream = upstream;
        this.routes = routes;
        this.instances = instances;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        HttpServletRequest servlet = request.servletRequest();
        Route route = routes.find(servlet).orElseThrow();
        URI instance = instances
                .next(route.service())
                .orElseThrow(() -> new UpstreamFailure(
                        UpstreamFailure.Kind.UNREACHABLE, route.service(), new IOException("no instance is known")));
        String query = servlet.getQueryString();
        String path = servlet.getRequestURI();
        URI target = URI.create(instance + path + (query == null ? "" : "?" + query));
        return upstream.exchange(upstream.request(request).uri(target).build());
    }
}
