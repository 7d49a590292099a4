package io.communitycloud.exchange.operation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.BlindIndex;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.exchange.answer.OperationAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last good answer to each question, for the time when its system does not answer.
 *
 * <p>A question is kept as a blind index, an answer enciphered. What was looked up is remembered for some seconds, so that a
 * crowd that asks the same does not all go to the store.
 */
@Repository
class LastGood {

    private static final String COLLECTION = "last_good";
    private static final SecretField QUESTION = new SecretField(COLLECTION, "question");
    private static final SecretField ANSWER = new SecretField(COLLECTION, "answer");
    private static final int REMEMBERED = 5_000;
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);

    /** Instances' clocks differ, and a write takes its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final JsonMapper json;
    private final Clock clock;
    private final KnownKeys known = new KnownKeys();
    private volatile @Nullable Instant learnt;
    private final Cache<String, Optional<OperationAnswer>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    LastGood(MongoTemplate mongo, FieldCipher cipher, BlindIndex index, JsonMapper json, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.index = index;
        this.json = json;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("keptUntil"));
        indexes.require(COLLECTION, Index.on("keptAt"));
    }

    /** The key of a question. */
    String key(String systemId, String operation, JsonNode question) {
        return systemId + ":" + operation + ":" + index.exact(QUESTION, question.toString());
    }

    Optional<OperationAnswer> find(String key) {
        return learnt != null && !known.mayHold(key) ? Optional.empty() : remembered.get(key, this::load);
    }

    /** Learns what is kept, also by other instances; until the first time everything is looked up. */
    void learn() {
        Instant began = clock.instant();
        Instant since = learnt;
        for (Document each : answers()
                .find(since == null ? new Document() : gt("keptAt", since.minus(OVERLAP)))
                .projection(new Document("_id", 1))) {
            known.add(each.getString("_id"));
        }
        learnt = began;
    }

    void keep(String key, OperationAnswer answer, Duration keptFor) {
        if (keptFor.isZero()) {
            return;
        }
        String text = json.writeValueAsString(answer);
        Document document = new Document("_id", key)
                .append("answer", cipher.encipherToText(ANSWER, key, text))
                .append("keptAt", clock.instant())
                .append("keptUntil", clock.instant().plus(keptFor));
        known.add(key);
        answers().replaceOne(eq("_id", key), document, new ReplaceOptions().upsert(true));
        remembered.put(key, Optional.of(answer));
    }

    /** Forgets what was kept long enough. */
    long forgetOld(Instant now) {
        return answers().deleteMany(lt("keptUntil", now)).getDeletedCount();
    }

    private Optional<OperationAnswer> load(String key) {
        Document found = answers()
                .find(and(eq("_id", key), gt("keptUntil", clock.instant())))
                .first();
        return Optional.ofNullable(found)
                .map(document -> cipher.decipher(ANSWER, key, document.getString("answer")))
                .map(text -> json.readValue(text, OperationAnswer.class));
    }

    private MongoCollection<Document> answers() {
        return mongo.getCollection(COLLECTION);
    }
}
