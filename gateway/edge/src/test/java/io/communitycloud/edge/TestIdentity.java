package io.communitycloud.edge;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.edge.identity.KeysUnknown;
import io.communitycloud.edge.identity.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Tokens that say in plain words whom they speak for: {@code name|role|area}, and a bureau where there is one. */
@TestConfiguration(proxyBeanMethods = false)
class TestIdentity {

    /** A token of which nothing can be said, as the provider's keys are not known. */
    static final String UNVERIFIABLE = "unverifiable";

    static String token(String name, String role) {
        return name + "|" + role + "|310101002001";
    }

    /** A token of a bureau's system. */
    static String bureau(String code) {
        return "bureau-" + code + "|bureau-client|310000000000|" + code;
    }

    @Bean
    @Primary
    Tokens plainTokens() {
        return token -> {
            if (token.equals(UNVERIFIABLE)) {
                throw new KeysUnknown(new IllegalStateException("the identity provider is away"));
            }
            List<String> parts = List.of(token.split("\\|", -1));
            return parts.size() >= 3 ? Optional.of(caller(parts)) : Optional.empty();
        };
    }

    private static Caller caller(List<String> parts) {
        @Nullable String none = null;
        return new Caller(
                parts.get(0),
                parts.get(0),
                Set.of(parts.get(1)),
                parts.get(2),
                none,
                parts.size() > 3 ? parts.get(3) : none,
                none,
                none,
                none,
                none,
                none,
                "portal:" + parts.get(0));
    }
}
