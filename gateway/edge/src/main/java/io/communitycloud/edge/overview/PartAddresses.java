package io.communitycloud.edge.overview;

import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the parts answer that are not in the registry. */
@Component
public class PartAddresses {

    private final URI registry;
    private final URI identity;

    PartAddresses(
            @Value("${REGISTRY_URI:http://127.0.0.1:8761/eureka}") URI registry,
            @Value("${OIDC_ISSUER_URI:http://127.0.0.1:9000}") URI identity) {
        // Whatever credentials the configured address carries stay out of pages and probes.
        this.registry = URI.create(registry.getScheme() + "://" + registry.getHost() + ":" + registry.getPort() + "/");
        this.identity = identity;
    }

    /** The registry's dashboard. */
    public URI registry() {
        return registry;
    }

    Map<String, URI> byName() {
        return Map.of("registry", registry, "identity", URI.create(identity + "/.well-known/openid-configuration"));
    }
}
