package io.communitycloud.common.privacy.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secrets of a service, usually from {@code PRIVACY_KEY} and {@code PRIVACY_PEPPER}.
 *
 * @param key one or more keys of 32 bytes in base64, separated by commas; the first enciphers, all decipher
 * @param pepper 32 bytes in base64; the same in every service that shares an index, and for ever
 */
@ConfigurationProperties("privacy")
public record PrivacyProperties(
        @Nullable List<String> key, @Nullable String pepper) {

    /** Never prints what it holds. */
    @Override
    public String toString() {
        return "PrivacyProperties[hidden]";
    }
}
