package io.communitycloud.edge.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The table of routes as configured.
 *
 * @param patience how long an answer's beginning may take where nothing else is said
 * @param body the largest request body where nothing else is said
 * @param services the path prefixes of each service
 * @param exceptions by path prefix: what differs there
 */
@ConfigurationProperties("edge.route")
public record RouteProperties(
        @DefaultValue("3s") Duration patience,
        @DefaultValue("1MB") DataSize body,
        @DefaultValue Map<String, List<String>> services,
        @DefaultValue Map<String, Difference> exceptions) {

    /** What differs for one prefix; absent values stay as everywhere. */
    public record Difference(
            @Nullable Duration patience, @Nullable DataSize body) {}
}
