package io.communitycloud.common.identity.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.identity.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

class SystemTokenTest {

    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    private final Provider provider = new Provider();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final SystemToken token =
            new SystemToken(RestClient.create(), provider.issuer(), "resident-service", "secret", clock);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void isFetchedOnceAndKept() {
        assertThat(List.of(token.value(), token.value(), token.value())).containsOnly("token-1");
        assertThat(provider.tokensGiven()).isEqualTo(1);
    }

    @Test
    void isFetchedAnewShortlyBeforeItEnds() {
        assertThat(token.value()).isEqualTo("token-1");
        now.set(START.plusSeconds(269));
        assertThat(token.value()).isEqualTo("token-1");
        now.set(START.plusSeconds(270));
        assertThat(token.value()).isEqualTo("token-2");
    }

    @Test
    void isFetchedOnceForCallersWhoComeTogether() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> values = IntStream.range(0, 50)
                    .mapToObj(_ -> callers.submit(token::value))
                    .toList();
            for (Future<String> value : values) {
                assertThat(value.get()).isEqualTo("token-1");
            }
        }
        assertThat(provider.tokensGiven()).isEqualTo(1);
    }

    @Test
    void isAskedForAgainAfterTheProviderWasAway() {
        provider.goAway();
        assertThatThrownBy(token::value).isInstanceOf(RestClientException.class);
        provider.comeBack();
        assertThat(token.value()).startsWith("token-");
    }

    @Test
    void servesOnWhileTheProviderIsAway() {
        assertThat(token.value()).isEqualTo("token-1");
        provider.goAway();
        assertThat(token.value()).isEqualTo("token-1");
    }
}
