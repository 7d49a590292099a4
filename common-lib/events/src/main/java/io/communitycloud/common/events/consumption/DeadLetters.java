package io.communitycloud.common.events.consumption;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.bson.conversions.Bson;
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

    private final MongoTemplate mongo;
    private final Clock clock;

    /**
     * Whether anything may wait: spares a query per event while nothing does, which is nearly always. It is set and
     * cleared under this object's lock, so that a look at an empty collection cannot outrun a letter that is being kept.
     */
    private volatile boolean anyWaiting = true;

    public DeadLetters(MongoTemplate mongo, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("topic", "key", "state", "offset"));
        indexes.require(COLLECTION, Index.on("state", "at"));
    }

    /** What became of an event that was set aside. */
    public enum State {
        /** It could not be applied. */
        FAILED,
        /** An earlier event of its aggregate could not be applied. */
        PARKED,
        /** It was applied later. */
        REPLAYED,
        /** It was given up, with a reason. */
        SKIPPED;

        boolean waits() {
            return this == FAILED || this == PARKED;
        }
    }

    /** An event that waits. */
    public record DeadLetter(
            String id, String topic, String key, State state, String type, String reason, Instant at) {}

    /** Whether anything may wait, without asking the store. */
    boolean mayWait() {
        return anyWaiting;
    }

    /** What became of this very event, where it was set aside when it was read before. */
    Optional<State> stateOf(ConsumerRecord<String, byte[]> event) {
        return Optional.ofNullable(letters().find(eq("_id", idOf(event))).first())
                .map(letter -> State.valueOf(letter.getString("state")));
    }

    /** Whether an earlier event of the same aggregate waits. */
    boolean isBehindAnother(ConsumerRecord<String, byte[]> event) {
        return letters()
                        .find(and(waitingOf(event.topic(), keyOf(event)), lt("offset", event.offset())))
                        .first()
                != null;
    }

    /** Sets an event aside that cannot be applied; false where that was done and settled before. */
    boolean bury(ConsumerRecord<String, byte[]> event, String reason) {
        return keep(event, State.FAILED, reason);
    }

    /** Sets an event aside because an earlier one of its aggregate waits. */
    void park(ConsumerRecord<String, byte[]> event) {
        keep(event, State.PARKED, "parked behind an earlier event of the same aggregate");
    }

    /** Looks anew whether anything waits; called when partitions are assigned. */
    synchronized void refresh() {
        anyWaiting = letters().find(waiting()).first() != null;
    }

    /** How many wait. */
    public long count() {
        return letters().countDocuments(waiting());
    }

    /** Those that wait, oldest first, at most 200. */
    public List<DeadLetter> list() {
        return letters()
                .find(waiting())
                .sort(Sorts.ascending("at"))
                .limit(200)
                .map(letter -> new DeadLetter(
                        letter.getString("_id"),
                        letter.getString("topic"),
                        letter.getString("key"),
                        State.valueOf(letter.getString("state")),
                        letter.getString("type"),
                        letter.getString("reason"),
                        letter.getDate("at").toInstant()))
                .into(new ArrayList<>());
    }

    /** The first event that waits of an aggregate, as it was read. */
    @Nullable
    ConsumerRecord<String, byte[]> front(String topic, String key) {
        Document letter = letters()
                .find(waitingOf(topic, key))
                .sort(Sorts.ascending("offset"))
                .first();
        return letter == null ? null : recordOf(letter);
    }

    /** Ends the waiting of an event. */
    void settle(ConsumerRecord<String, byte[]> event, State state, String note) {
        letters()
                .updateOne(
                        eq("_id", idOf(event)),
                        Updates.combine(
                                Updates.set("state", state.name()),
                                Updates.set("note", note),
                                Updates.set("settledAt", Date.from(clock.instant()))));
        refresh();
    }

    /** Remembers why a replay failed. */
    void failedAgain(ConsumerRecord<String, byte[]> event, String reason) {
        letters()
                .updateOne(
                        eq("_id", idOf(event)),
                        Updates.combine(Updates.set("state", State.FAILED.name()), Updates.set("reason", reason)));
    }

    private synchronized boolean keep(ConsumerRecord<String, byte[]> event, State state, String reason) {
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
                .append("timestamp", event.timestamp())
                .append("key", keyOf(event))
                .append("type", type)
                .append("headers", headers)
                .append("value", event.value() == null ? null : new Binary(event.value()))
                .append("state", state.name())
                .append("reason", reason)
                .append("at", Date.from(clock.instant()));
        try {
            letters().insertOne(letter);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
        boolean waits = stateOf(event).map(State::waits).orElse(false);
        anyWaiting |= waits;
        return waits;
    }

    private static Bson waiting() {
        return in("state", State.FAILED.name(), State.PARKED.name());
    }

    private static Bson waitingOf(String topic, String key) {
        return and(eq("topic", topic), eq("key", key), waiting());
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
                letter.getLong("timestamp"),
                TimestampType.CREATE_TIME,
                0,
                0,
                letter.getString("key"),
                value == null ? null : value.getData(),
                headers,
                Optional.empty());
    }

    static String keyOf(ConsumerRecord<String, byte[]> event) {
        return event.key() == null ? "" : event.key();
    }

    /** Where and when Kafka took the event: a topic that was made anew counts its offsets anew. */
    private static String idOf(ConsumerRecord<String, byte[]> event) {
        return event.topic() + "-" + event.partition() + "-" + event.offset() + "-" + event.timestamp();
    }

    private MongoCollection<Document> letters() {
        return mongo.getCollection(COLLECTION);
    }
}
