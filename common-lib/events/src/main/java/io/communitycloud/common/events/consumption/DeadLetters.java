package io.communitycloud.common.events.consumption;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Events that could not be applied, each with its reason, and behind each the later events of the same aggregate.
 *
 * <p>They wait here until an operator replays them, in order, or skips the one at the front with a reason of her own.
 */
public final class DeadLetters {

    private static final String COLLECTION = "dead_letters";
    private static final List<String> WAITING = List.of("FAILED", "PARKED");

    private final MongoTemplate mongo;
    private final Clock clock;
    /** Whether anything waits at all: spares a query per event while nothing does, which is nearly always. */
    private volatile boolean anyWaiting = true;

    public DeadLetters(MongoTemplate mongo, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("topic", "key", "state", "offset"));
        indexes.require(COLLECTION, Index.on("state", "at"));
    }

    /** An event that waits. */
    public record DeadLetter(
            String id, String topic, String key, String state, String type, String reason, java.time.Instant at) {}

    /** Sets an event aside that cannot be applied. Twice is the same as once. */
    void bury(ConsumerRecord<String, byte[]> event, String reason) {
        keep(event, "FAILED", reason);
    }

    /** Sets an event aside because an earlier one of its aggregate waits. */
    void park(ConsumerRecord<String, byte[]> event) {
        keep(event, "PARKED", "parked behind an earlier event of the same aggregate");
    }

    /** Whether an earlier event of this aggregate waits. */
    boolean isBlocked(String topic, String key) {
        return anyWaiting
                && waiting()
                                .find(and(eq("topic", topic), eq("key", key), in("state", WAITING)))
                                .first()
                        != null;
    }

    /** Looks anew whether anything waits; called when partitions are assigned. */
    void refresh() {
        anyWaiting = waiting().find(in("state", WAITING)).first() != null;
    }

    /** How many wait. */
    public long count() {
        return waiting().countDocuments(in("state", WAITING));
    }

    /** Those that wait, oldest first, at most 200. */
    public List<DeadLetter> list() {
        return waiting()
                .find(in("state", WAITING))
                .sort(Sorts.ascending("at"))
                .limit(200)
                .map(letter -> new DeadLetter(
                        letter.getString("_id"),
                        letter.getString("topic"),
                        letter.getString("key"),
                        letter.getString("state"),
                        letter.getString("type"),
                        letter.getString("reason"),
                        letter.getDate("at").toInstant()))
                .into(new ArrayList<>());
    }

    /** The first event that waits of an aggregate, as it was read. */
    @Nullable
    ConsumerRecord<String, byte[]> front(String topic, String key) {
        Document letter = waiting()
                .find(and(eq("topic", topic), eq("key", key), in("state", WAITING)))
                .sort(Sorts.ascending("offset"))
                .first();
        return letter == null ? null : recordOf(letter);
    }

    /** Ends the waiting of an event. */
    void settle(ConsumerRecord<String, byte[]> event, String state, String note) {
        waiting()
                .updateOne(
                        eq("_id", idOf(event)),
                        Updates.combine(
                                Updates.set("state", state),
                                Updates.set("note", note),
                                Updates.set("settledAt", Date.from(clock.instant()))));
        refresh();
    }

    /** Remembers why a replay failed. */
    void failedAgain(ConsumerRecord<String, byte[]> event, String reason) {
        waiting()
                .updateOne(
                        eq("_id", idOf(event)),
                        Updates.combine(Updates.set("state", "FAILED"), Updates.set("reason", reason)));
    }

    private void keep(ConsumerRecord<String, byte[]> event, String state, String reason) {
        List<Document> headers = new ArrayList<>();
        String type = "";
        for (Header header : event.headers()) {
            if (header.value() != null) {
                headers.add(new Document("name", header.key()).append("value", new Binary(header.value())));
                if (header.key().equals("ce_type")) {
                    type = new String(header.value(), StandardCharsets.UTF_8);
                }
            }
        }
        Document letter = new Document("_id", idOf(event))
                .append("topic", event.topic())
                .append("partition", event.partition())
                .append("offset", event.offset())
                .append("key", keyOf(event))
                .append("type", type)
                .append("headers", headers)
                .append("value", event.value() == null ? null : new Binary(event.value()))
                .append("state", state)
                .append("reason", reason)
                .append("at", Date.from(clock.instant()));
        waiting()
                .replaceOne(
                        and(eq("_id", idOf(event)), Filters.nin("state", List.of("REPLAYED", "SKIPPED"))),
                        letter,
                        new ReplaceOptions().upsert(true));
        anyWaiting = true;
    }

    private static ConsumerRecord<String, byte[]> recordOf(Document letter) {
        RecordHeaders headers = new RecordHeaders();
        for (Document header : letter.getList("headers", Document.class, List.of())) {
            headers.add(
                    header.getString("name"), header.get("value", Binary.class).getData());
        }
        Binary value = letter.get("value", Binary.class);
        return new ConsumerRecord<>(
                letter.getString("topic"),
                letter.getInteger("partition"),
                letter.getLong("offset"),
                0L,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                letter.getString("key"),
                value == null ? null : value.getData(),
                headers,
                java.util.Optional.empty());
    }

    static String keyOf(ConsumerRecord<String, byte[]> event) {
        return event.key() == null ? "" : event.key();
    }

    private static String idOf(ConsumerRecord<String, byte[]> event) {
        return event.topic() + "-" + event.partition() + "-" + event.offset();
    }

    private MongoCollection<Document> waiting() {
        return mongo.getCollection(COLLECTION);
    }
}
