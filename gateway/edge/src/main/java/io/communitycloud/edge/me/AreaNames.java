package io.communitycloud.edge.me;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.route.Instances;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The name of an area as its service tells it, asked with the caller's own token; a courtesy that is left out in trouble. */
@Component
class AreaNames {

    private static final String AREAS = "/api/v1/areas";
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final RoutingTable routes;
    private final Instances instances;
    private final Asking asking;
    private final JsonMapper json;
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    AreaNames(RoutingTable routes, Instances instances, Asking asking, JsonMapper json) {
        this.routes = routes;
        this.instances = instances;
        this.asking = asking;
        this.json = json;
    }

    Optional<String> of(String code, HttpServletRequest request) {
        String name = known.getIfPresent(code);
        if (name != null) {
            return Optional.of(name);
        }
        Optional<String> told = ask(code, request.getHeader("Authorization"));
        told.ifPresent(found -> known.put(code, found));
        return told;
    }

    private Optional<String> ask(String code, String authorization) {
        return routes.find(AREAS)
                .map(Route::service)
                .flatMap(instances::next)
                .flatMap(instance -> asking.get(
                        instance.resolve(AREAS + "/" + code), PATIENCE, Map.of("Authorization", authorization)))
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body)
                .flatMap(this::name);
    }

    private Optional<String> name(String body) {
        try {
            JsonNode name = json.readTree(body).path("name");
            return name.isString() ? Optional.of(name.stringValue()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
