package io.communitycloud.common.identity.autoconfigure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom a process trusts and who it is itself, under {@code cloud.identity}.
 *
 * @param issuer the OpenID provider
 * @param audience what a token must be meant for
 * @param claims our claim names to where the provider's claims stand, for a provider that names them otherwise:
 *     {@code roles: realm_access.roles}
 * @param city the code of the area above all
 * @param signed patterns of paths that POST takes without a token, because what is sent bears a signature of its own
 * @param clientId this process at the provider, for calls of its own
 */
@ConfigurationProperties("cloud.identity")
public record IdentityProperties(
        @DefaultValue("http://127.0.0.1:9000") String issuer,
        @DefaultValue("community-cloud") String audience,
        @DefaultValue Map<String, String> claims,
        @DefaultValue("310000000000") String city,
        @DefaultValue List<String> signed,
        @Nullable String clientId,
        @Nullable String clientSecret) {

    public IdentityProperties {
        signed = List.copyOf(signed);
    }
}
