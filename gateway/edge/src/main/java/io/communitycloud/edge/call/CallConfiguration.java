package io.communitycloud.edge.call;

import io.communitycloud.edge.route.RoutingTable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the valve before everything else the container does. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> callValve(Calls calls, RoutingTable routes) {
        return factory -> factory.addEngineValves(new CallValve(calls, routes));
    }
}
