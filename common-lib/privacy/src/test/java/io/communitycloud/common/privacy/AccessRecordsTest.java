package io.communitycloud.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AccessRecordsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);
    private static final Caller WORKER = new Caller(
            "worker-1",
            "李社工",
            Set.of("social-worker", "committee-head"),
            "310101002001",
            null,
            null,
            null,
            null,
            null,
            "care",
            "C-17",
            "portal:worker-1");

    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final AccessRecords records =
            new AccessRecords(AccessRecordChannel.over(broker), "resident-service", CLOCK);

    @Test
    void saysWhoSawWhatAndWhy() {
        records.require(WORKER, "readResident", "resident", "310101002001", "01A", Set.of("phone", "idNumber"));

        ProducerRecord<String, byte[]> sent = broker.history().getFirst();
        assertThat(sent.topic()).isEqualTo("platform.access-records.v1");
        assertThat(sent.key()).isEqualTo("310101002001");
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(sent.value());
        assertThat(json.get("id").asString()).hasSize(26);
        assertThat(json.without("id").toString())
                .isEqualTo(JsonMapper.shared().readTree("""
                                {"at": "2026-11-22T02:00:00Z", "subject": "worker-1", "name": "李社工",
                                 "roles": ["committee-head", "social-worker"], "purpose": "care", "case": "C-17",
                                 "operation": "readResident", "resourceType": "resident", "resourceIds": ["01A"],
                                 "area": "310101002001", "fields": ["idNumber", "phone"], "traceId": null}
                                """).toString());
    }

    @Test
    void hasTheMembersOfItsSample() throws IOException {
        records.require(WORKER, "readResident", "resident", "310101002001", "01A", Set.of("phone"));

        ObjectNode sent = (ObjectNode)
                JsonMapper.shared().readTree(broker.history().getFirst().value());
        try (InputStream sample = getClass().getResourceAsStream("/contracts/events/" + AccessRecords.TYPE + ".json")) {
            assertThat(sent.propertyNames())
                    .isEqualTo(JsonMapper.shared().readTree(sample).propertyNames());
        }
    }

    @Test
    void travelsAsACloudEventWithoutPersonalAttributes() {
        records.require(WORKER, "readResident", "resident", "310101002001", "01A", Set.of("phone"));

        Map<String, String> headers = StreamSupport.stream(
                        broker.history().getFirst().headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "communitycloud.platform.personal-data-read.v1")
                .containsEntry("ce_sequence", "1")
                .containsEntry("ce_subject", headers.get("ce_id"))
                .containsEntry("ce_source", "/resident-service")
                .containsEntry("ce_time", "2026-11-22T02:00:00Z")
                .containsEntry("ce_partitionkey", "310101002001")
                .containsEntry("content-type", "application/json");
        assertThat(headers.values()).noneMatch(value -> value.contains("李社工"));
    }

    @Test
    void writesOneRecordPerCommitteeAndTwoHundredResources() {
        List<String> many = IntStream.range(0, 450).mapToObj(i -> "R" + i).toList();

        records.require(
                WORKER,
                "listResidents",
                "resident",
                Map.of("310101002001", many, "310101002002", List.of("Q")),
                Set.of("name"));

        assertThat(broker.history()).extracting(ProducerRecord::key).containsOnly("310101002001", "310101002002");
        assertThat(broker.history())
                .extracting(sent -> JsonMapper.shared()
                        .readTree(sent.value())
                        .get("resourceIds")
                        .size())
                .containsExactlyInAnyOrder(200, 200, 50, 1);
    }

    @Test
    void asksNothingOfTheBrokerWhereNothingIsShown() {
        records.require(WORKER, "listResidents", "resident", Map.of(), Set.of("name"));

        assertThat(broker.history()).isEmpty();
    }

    @Test
    void refusesTheLookWhenTheBrokerRefusesTheRecord() {
        broker.sendException = new TimeoutException("no broker");

        refusesAsUnavailable(records);
    }

    @Test
    void refusesTheLookWhenNoAcknowledgementComesInTime() {
        MockProducer<String, byte[]> silent =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        long start = System.nanoTime();

        refusesAsUnavailable(new AccessRecords(AccessRecordChannel.over(silent), "resident-service", CLOCK));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
    }

    @Test
    void refusesTheLookWhenNoBrokerAnswersAtAll() {
        AccessRecordChannel nobody = new AccessRecordChannel(
                () -> Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:1",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        200,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        300)),
                () -> new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"),
                        new StringSerializer(),
                        new ByteArraySerializer()));

        refusesAsUnavailable(new AccessRecords(nobody, "resident-service", CLOCK));
    }

    private static void refusesAsUnavailable(AccessRecords records) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        records.require(WORKER, "readResident", "resident", "310101002001", "01A", Set.of("phone")))
                .satisfies(refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("unavailable");
                    assertThat(refused.refusal().kind().status()).isEqualTo(503);
                    assertThat(refused.refusal().kind().retriable()).isTrue();
                });
    }
}
