package io.communitycloud.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.identity.token.RevocationFeed;
import io.communitycloud.common.identity.token.Revocations;
import io.communitycloud.common.identity.token.TokenVerifier;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.databind.json.JsonMapper;

/** What the provider says on the topic of revocations takes effect on tokens that are verified and remembered. */
@Timeout(300)
class RevocationFeedTest {

    /** What the platform promises. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private final MovableClock clock = MovableClock.inNovember();
    private final Instant start = clock.instant();
    private final Revocations revocations = new Revocations(clock);
    private final TokenVerifier verifier = new TokenVerifier(this::token, revocations, clock);

    @Test
    void takesEffectWithinFiveSecondsOnATokenThatIsRemembered() throws Exception {
        RevocationFeed feed = feed(revocations, Platform.brokers());
        feed.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Platform.brokers()));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", Platform.brokers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            assertThat(revocations.staleness()).as("before the topic is there").isGreaterThan(Duration.ofDays(1));
            admin.createTopics(List.of(new NewTopic(RevocationFeed.TOPIC, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(revocations.staleness()).isLessThan(Duration.ofDays(1)));

            admits("by-id", "li");
            admits("by-subject", "wang");
            admits("unreadable", "zhao");
            admits("bystander", "qian");

            say(producer, "by-id", "{\"until\":\"" + start.plusSeconds(300) + "\"}");
            say(producer, "sub:wang", "{\"until\":\"" + start.plusSeconds(300) + "\",\"later\":\"members\"}");
            say(producer, "unreadable", "{\"until\":12");

            await().atMost(PROMISED).untilAsserted(() -> {
                refuses("by-id", "li");
                refuses("by-subject", "wang");
                refuses("unreadable", "zhao");
            });
            admits("bystander", "qian");

            say(producer, "by-id", null);
            await().atMost(PROMISED).untilAsserted(() -> admits("by-id", "li"));

            Revocations others = new Revocations(clock);
            TokenVerifier startedLater = new TokenVerifier(this::token, others, clock);
            RevocationFeed late = feed(others, Platform.brokers());
            late.start();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThatThrownBy(() -> startedLater.decode("by-subject wang"))
                            .isInstanceOf(BadJwtException.class));
            late.stop();
        } finally {
            feed.stop();
        }
    }

    @Test
    void doesNotCallItselfFreshWhereThereIsNoBroker() {
        RevocationFeed feed = feed(revocations, Platform.NOWHERE);
        feed.start();
        try {
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> revocations.staleness().compareTo(Duration.ofDays(1)) > 0);
            admits("by-id", "li");
        } finally {
            feed.stop();
        }
    }

    private static RevocationFeed feed(Revocations heard, String brokers) {
        return new RevocationFeed(
                heard,
                Map.of("bootstrap.servers", brokers, "enable.auto.commit", false, "metadata.max.age.ms", 5_000),
                new JsonMapper());
    }

    private void say(KafkaProducer<String, byte[]> producer, String key, @Nullable String value) throws Exception {
        var _ = producer.send(new ProducerRecord<>(
                        RevocationFeed.TOPIC,
                        null,
                        start.toEpochMilli(),
                        key,
                        value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private void admits(String id, String subject) {
        assertThatCode(() -> verifier.decode(id + " " + subject)).doesNotThrowAnyException();
    }

    private void refuses(String id, String subject) {
        assertThatThrownBy(() -> verifier.decode(id + " " + subject)).isInstanceOf(BadJwtException.class);
    }

    private Jwt token(String idAndSubject) {
        String[] parts = idAndSubject.split(" ", 2);
        return Jwt.withTokenValue(idAndSubject)
                .header("alg", "RS256")
                .jti(parts[0])
                .subject(parts[1])
                .issuedAt(start)
                .expiresAt(start.plusSeconds(300))
                .build();
    }
}
