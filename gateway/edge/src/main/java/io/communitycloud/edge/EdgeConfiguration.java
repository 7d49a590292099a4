package io.communitycloud.edge;

import io.communitycloud.common.web.observability.SecurityHeadersFilter;
import io.communitycloud.edge.guard.StrictProtocol;
import java.time.Clock;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What the edge takes from common-lib piece by piece, because the rest is for those who read bodies. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeaders() {
        FilterRegistrationBean<SecurityHeadersFilter> registration =
                new FilterRegistrationBean<>(new SecurityHeadersFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> strictProtocol() {
        return factory -> factory.setProtocol(StrictProtocol.class.getName());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
