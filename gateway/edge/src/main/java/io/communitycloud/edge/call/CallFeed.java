package io.communitycloud.edge.call;

import com.github.f4b6a3.ulid.UlidCreator;
import io.communitycloud.edge.partner.Operations;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the exchange of calls, some hundred in one CloudEvent, on {@code gateway.calls.v1}. */
@Component
@ConditionalOnProperty(name = "edge.call.feed", havingValue = "true", matchIfMissing = true)
class CallFeed implements CallSink, DisposableBean {

    static final String TOPIC = "gateway.calls.v1";

    private static final String TYPE = "communitycloud.gateway.calls-made.v1";

    private final Operations operations;
    private final ObjectProvider<Calls> calls;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Object> settings = new HashMap<>();
    private @Nullable KafkaProducer<String, byte[]> producer;

    CallFeed(
            Operations operations,
            ObjectProvider<Calls> calls,
            JsonMapper json,
            Clock clock,
            @Value("${spring.kafka.bootstrap-servers}") String brokers) {
        this.operations = operations;
        this.calls = calls;
        this.json = json;
        this.clock = clock;
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "call-records");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 * 1024 * 1024L);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    }

    @Override
    public synchronized void take(List<Call> batch) {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        var _ = open.send(event(batch), (kept, failure) -> {
            if (failure != null) {
                calls.getObject().lost(batch.size());
            }
        });
    }

    private ProducerRecord<String, byte[]> event(List<Call> batch) {
        String id = UlidCreator.getMonotonicUlid().toString();
        byte[] data = json.writeValueAsBytes(
                Map.of("calls", batch.stream().map(this::row).toList()));
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(TOPIC, id, data);
        Headers headers = event.headers();
        put(headers, "ce_id", id);
        put(headers, "ce_source", "/edge");
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_type", TYPE);
        put(headers, "ce_time", clock.instant().toString());
        put(headers, "ce_subject", id);
        put(headers, "ce_dataschema", "/contracts/events/" + TYPE + ".json");
        put(headers, "ce_partitionkey", id);
        put(headers, "content-type", "application/json");
        return event;
    }

    /** The path stays here: it may name a person's record. */
    private Map<String, @Nullable Object> row(Call call) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", UlidCreator.getUlid(call.at()).toString());
        row.put("at", Instant.ofEpochMilli(call.at()));
        row.put("traceId", call.traceId());
        row.put("client", call.client());
        row.put("bureau", call.bureau());
        row.put("method", call.method());
        row.put("operation", operations.of(call.method(), call.path()).orElse(null));
        row.put("service", call.service());
        row.put("purpose", call.purpose());
        row.put("caseNumber", call.caseNumber());
        row.put("status", call.status());
        row.put("requestBytes", call.requestBytes());
        row.put("responseBytes", call.responseBytes());
        row.put("micros", call.micros());
        return row;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close();
        }
    }
}
