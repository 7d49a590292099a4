package io.communitycloud.common.privacy;

import com.github.f4b6a3.ulid.UlidCreator;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records each look at personal data in clear before the answer is given.
 *
 * <p>The call returns when the broker has acknowledged every record and throws {@link Refused} with {@code unavailable}
 * (503, retriable) when it has not within two seconds: no record, no look. A record whose acknowledgement came too late
 * stands although nothing was shown; that errs on the right side.
 */
public final class AccessRecords implements AutoCloseable {

    /** Partitioned by the committee's code, so that a committee's records keep their order. */
    public static final String TOPIC = "platform.access-records.v1";

    /** The CloudEvents type of a record. */
    public static final String TYPE = "communitycloud.platform.personal-data-read.v1";

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(AccessRecords.class);
    private static final Refusal UNAVAILABLE = Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE);

    private final AccessRecordChannel channel;
    private final String source;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    /**
     * Makes the recorder of one service.
     *
     * @param service the service's name, the CloudEvents source
     */
    public AccessRecords(AccessRecordChannel channel, String service, Clock clock) {
        this.channel = channel;
        this.source = "/" + service;
        this.clock = clock;
    }

    /** Records that a caller is about to see fields of one resource. */
    public void require(
            Caller caller, String operation, String resourceType, String area, String resourceId, Set<String> fields) {
        require(caller, operation, resourceType, Map.of(area, List.of(resourceId)), fields);
    }

    /** Records that a caller is about to see fields of many resources; one record per committee and 200 resources. */
    public void require(
            Caller caller,
            String operation,
            String resourceType,
            Map<String, List<String>> resourceIdsByArea,
            Set<String> fields) {
        List<AccessRecord> records = new ArrayList<>();
        resourceIdsByArea.forEach((area, ids) -> {
            for (int from = 0; from < ids.size(); from += AccessRecord.MOST_RESOURCES) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + AccessRecord.MOST_RESOURCES));
                records.add(record(caller, operation, resourceType, area, some, fields));
            }
        });
        if (!records.isEmpty()) {
            acknowledge(records);
        }
    }

    private AccessRecord record(
            Caller caller, String operation, String resourceType, String area, List<String> ids, Set<String> fields) {
        return new AccessRecord(
                UlidCreator.getMonotonicUlid(clock.millis()).toString(),
                clock.instant(),
                caller.subject(),
                caller.name(),
                caller.roles(),
                caller.purpose(),
                caller.caseNumber(),
                operation,
                resourceType,
                ids,
                area,
                fields,
                MDC.get("traceId"));
    }

    private void acknowledge(List<AccessRecord> records) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            Producer<String, byte[]> producer = channel.producer();
            List<Future<RecordMetadata>> pending = new ArrayList<>();
            for (AccessRecord each : records) {
                pending.add(producer.send(cloudEvent(each)));
            }
            for (Future<RecordMetadata> each : pending) {
                each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(UNAVAILABLE);
        } catch (ExecutionException | TimeoutException | KafkaException unacknowledged) {
            LOG.warn(
                    "{} access records were not acknowledged and the look is refused: {}",
                    records.size(),
                    unacknowledged.toString());
            throw new Refused(UNAVAILABLE);
        }
    }

    private ProducerRecord<String, byte[]> cloudEvent(AccessRecord access) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(TOPIC, access.area(), json.writeValueAsBytes(access));
        // A record is its own subject and happens once: its sequence is 1.
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_sequence",
                        "1",
                        "ce_id",
                        access.id(),
                        "ce_source",
                        source,
                        "ce_type",
                        TYPE,
                        "ce_time",
                        access.at().toString(),
                        "ce_subject",
                        access.id(),
                        "ce_partitionkey",
                        access.area(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    @Override
    public void close() {
        channel.close();
    }
}
