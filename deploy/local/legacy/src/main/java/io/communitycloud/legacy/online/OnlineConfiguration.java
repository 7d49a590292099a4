package io.communitycloud.legacy.online;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.control.LastRequests;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.secret.Credentials;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every online system its door, and HLT-01 a listener that asks for a certificate. */
@Configuration(proxyBeanMethods = false)
class OnlineConfiguration {

    @Bean
    ServletContextInitializer doors(
            List<OnlineSystem> systems,
            Catalogue catalogue,
            Modes modes,
            Faults faults,
            LastRequests requests,
            Clock clock) {
        return context -> systems.forEach(
                system -> open(context, system, new Doors(system, catalogue, modes, faults, requests, clock)));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> mutualTls(
            Credentials credentials, LegacySettings settings) {
        // Certificates are judged by the machine's time, whatever clock the systems are given.
        MutualTls tls = new MutualTls(credentials, Clock.systemUTC());
        return factory -> factory.addAdditionalConnectors(tls.connector(settings));
    }

    private static void open(ServletContext context, OnlineSystem system, Doors door) {
        ServletRegistration.Dynamic registration = context.addServlet(system.id(), door);
        registration.addMapping("/" + system.id().toLowerCase(Locale.ROOT) + "/*");
    }
}
