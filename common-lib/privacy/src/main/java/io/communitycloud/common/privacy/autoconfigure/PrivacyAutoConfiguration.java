package io.communitycloud.common.privacy.autoconfigure;

import io.communitycloud.common.privacy.AccessRecordChannel;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.privacy.BlindIndex;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.Secret;
import io.communitycloud.common.privacy.UnfitSecret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Ciphers, blind indexes and access records; a service with unfit secrets does not start. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({PrivacyProperties.class, KafkaProperties.class})
public class PrivacyAutoConfiguration {

    private static final String KEY = "PRIVACY_KEY";
    private static final String PEPPER = "PRIVACY_PEPPER";

    /** Shorter than a caller's patience of two seconds, so that a failure is known before the waiting ends. */
    private static final int REQUEST_MILLIS = 1_500;

    private static final int DELIVERY_MILLIS = 1_900;

    @Bean
    @ConditionalOnMissingBean
    FieldCipher fieldCipher(PrivacyProperties properties) {
        return new FieldCipher(keys(properties));
    }

    @Bean
    @ConditionalOnMissingBean
    BlindIndex blindIndex(PrivacyProperties properties) {
        Secret pepper = Secret.of(PEPPER, properties.pepper());
        if (keys(properties).stream().anyMatch(pepper::sameAs)) {
            throw new UnfitSecret(PEPPER, "is the same as " + KEY);
        }
        return new BlindIndex(pepper);
    }

    @Bean
    @ConditionalOnMissingBean
    AccessRecordChannel accessRecordChannel(KafkaProperties kafka) {
        return new AccessRecordChannel(() -> Admin.create(adminSettings(kafka)), () -> producer(kafka));
    }

    @Bean
    @ConditionalOnMissingBean
    AccessRecords accessRecords(
            AccessRecordChannel channel,
            @Value("${spring.application.name:unnamed}") String service,
            ObjectProvider<Clock> clock) {
        return new AccessRecords(channel, service, clock.getIfAvailable(Clock::systemUTC));
    }

    private static List<Secret> keys(PrivacyProperties properties) {
        List<String> keys = properties.key();
        if (keys == null || keys.isEmpty()) {
            throw new UnfitSecret(KEY, "is not set");
        }
        return keys.stream().map(key -> Secret.of(KEY, key)).toList();
    }

    private static Map<String, Object> adminSettings(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildAdminProperties();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return settings;
    }

    private static KafkaProducer<String, byte[]> producer(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "access-records");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
