package io.communitycloud.edge.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other origins' pages may call the platform.
 *
 * @param origins scheme, host and, where it is not the usual one, port; none by default, and never all
 * @param remembered how long a browser may go by what it was told
 */
@ConfigurationProperties("edge.cors")
public record CorsProperties(
        @DefaultValue List<String> origins,
        @DefaultValue("1h") Duration remembered) {

    public CorsProperties {
        origins = origins.stream().map(CorsProperties::exact).toList();
    }

    /** As browsers send it, so that listing and comparing are the same. */
    private static String exact(String origin) {
        URI uri = URI.create(origin.strip());
        if (uri.getHost() == null
                || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
            throw new IllegalArgumentException(
                    "edge.cors.origins: not an origin such as https://app.example: " + origin);
        }
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
