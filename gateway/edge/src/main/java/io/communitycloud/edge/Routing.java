package io.communitycloud.edge;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import io.communitycloud.edge.resilience.Breakers;
import io.communitycloud.edge.resilience.Crowds;
import io.communitycloud.edge.resilience.FailuresAsProblems;
import io.communitycloud.edge.resilience.Retries;
import io.communitycloud.edge.route.RoutingTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The way of a call to a service: failures told as problems, crowds bounded, breakers asked, safe calls retried. */
@Configuration(proxyBeanMethods = false)
class Routing {

    @Bean
    RouterFunction<ServerResponse> services(
            RoutingTable routes, FailuresAsProblems failures, Crowds crowds, Breakers breakers, Retries retries) {
        return route("services")
                .route(request -> routes.find(request.servletRequest()).isPresent(), http())
                .filter(failures)
                .filter(crowds)
                .filter(breakers)
                .filter(retries)
                .build();
    }
}
