package io.communitycloud.identityprovider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the identity provider is told from outside.
 *
 * @param issuer the address that tokens name as their issuer, without a trailing slash
 * @param home the copy's folder; secrets live below it
 * @param portal the address under which browsers see the platform, without a trailing slash
 * @param frontEnds origins of pages that are served from elsewhere and sign people in here, without a trailing slash
 * @param brokers where revocations are announced
 * @param services client ids of the platform's own parts, each a system principal
 * @param bureaus codes of the bureaus whose systems may ask for tokens
 * @param accessTokenLife how long an access token is good for
 * @param refreshTokenLife how long a browser stays signed in
 */
@ConfigurationProperties("identity")
public record IdentitySettings(
        URI issuer,
        Path home,
        URI portal,
        @DefaultValue List<URI> frontEnds,
        String brokers,
        List<String> services,
        List<String> bureaus,
        @DefaultValue("5m") Duration accessTokenLife,
        @DefaultValue("8h") Duration refreshTokenLife) {

    /** Every origin whose pages may ask for tokens: the platform's own and the others. */
    public Stream<URI> origins() {
        return Stream.concat(Stream.of(portal), frontEnds.stream());
    }

    public Path secrets() {
        return home.resolve("secrets");
    }
}
