package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.exchange.intake.format.CapMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The messages of a warning system, each a document of its own, found together by what they refer to.
 *
 * <p>There is no document for a warning as a whole: an update or cancel may come before what it refers to, and two halves
 * of a chain would then have to be made one. What a warning is now follows from the messages that are there.
 */
@Repository
class Warnings {

    private static final String COLLECTION = "warning_messages";
    private static final int LONGEST_CHAIN = 200;

    private final MongoTemplate mongo;

    Warnings(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("system", "references"));
        indexes.require(COLLECTION, Index.on("system", "areas", "until"));
    }

    /**
     * A kept message.
     *
     * @param notices the notices it was published as, by area
     * @param recalled whether they were taken back
     */
    record Kept(
            String id,
            String name,
            String identifier,
            CapMessage.Type type,
            CapMessage.Status status,
            boolean publicScope,
            Instant sent,
            List<String> references,
            String title,
            String text,
            @Nullable String colour,
            Instant from,
            Instant until,
            List<String> areas,
            Map<String, String> notices,
            boolean recalled) {

        /** Whether it is meant for everybody: tests and drafts are kept and go no further. */
        boolean goesOut() {
            return publicScope && (status == CapMessage.Status.ACTUAL || status == CapMessage.Status.EXERCISE);
        }
    }

    /** Keeps a message, once. */
    void keep(String system, CapMessage message, String text, Instant until) {
        String id = id(system, message.name());
        Instant from = message.effective() == null ? message.sent() : message.effective();
        String title = message.headline() == null ? message.event() : message.headline();
        Document document = new Document("system", system)
                .append("name", message.name())
                .append("identifier", message.identifier())
                .append("type", message.type().name())
                .append("status", message.status().name())
                .append("public", message.publicScope())
                .append("sent", message.sent().toEpochMilli())
                .append("references", message.references())
                .append("title", title)
                .append("text", text)
                .append(
                        "colour",
                        message.severity() == null ? null : message.severity().colour())
                .append("from", from.toEpochMilli())
                .append("until", until.toEpochMilli())
                .append("areas", message.areas())
                .append("notices", List.of())
                .append("recalled", false);
        messages().updateOne(eq("_id", id), new Document("$setOnInsert", document), new UpdateOptions().upsert(true));
    }

    /** All messages of the warning that one belongs to, oldest first. */
    List<Kept> chain(String system, String name) {
        Map<String, Kept> found = new HashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> wanted = new HashSet<>(Set.of(name));
        while (!wanted.isEmpty() && found.size() < LONGEST_CHAIN) {
            asked.addAll(wanted);
            List<String> ids = wanted.stream().map(each -> id(system, each)).toList();
            Set<String> next = new HashSet<>();
            for (Document document : messages()
                    .find(or(in("_id", ids), and(eq("system", system), in("references", List.copyOf(wanted)))))) {
                Kept kept = read(document);
                found.put(kept.id(), kept);
                next.add(kept.name());
                next.addAll(kept.references());
            }
            next.removeAll(asked);
            wanted = next;
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Kept::sent).thenComparing(Kept::name))
                .toList();
    }

    /** What a warning says now; nothing once it is cancelled. */
    static Optional<Kept> inForce(List<Kept> chain) {
        return chain.stream()
                .filter(Kept::goesOut)
                .max(Comparator.comparing(Kept::sent).thenComparing(Kept::type).thenComparing(Kept::name))
                .filter(latest -> latest.type() != CapMessage.Type.CANCEL);
    }

    /** What the messages of a chain refer to and nobody has sent yet. */
    static List<String> awaited(List<Kept> chain) {
        Set<String> there = new HashSet<>(chain.stream().map(Kept::name).toList());
        return chain.stream()
                .flatMap(each -> each.references().stream())
                .filter(reference -> !there.contains(reference))
                .distinct()
                .sorted()
                .toList();
    }

    /** Warnings in force in an area, newest first. */
    List<Kept> inForce(String system, Collection<String> areas, Instant now, int atMost) {
        Map<String, Kept> found = new HashMap<>();
        List<Document> candidates = messages()
                .find(and(eq("system", system), in("areas", List.copyOf(areas)), gt("until", now.toEpochMilli())))
                .sort(Sorts.descending("until"))
                .limit(LONGEST_CHAIN)
                .into(new ArrayList<>());
        for (Document candidate : candidates) {
            inForce(chain(system, candidate.getString("name")))
                    .filter(latest -> latest.until().isAfter(now))
                    .ifPresent(latest -> found.put(latest.id(), latest));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Kept::sent).reversed())
                .limit(atMost)
                .toList();
    }

    void published(Kept message, String area, String notice) {
        messages()
                .updateOne(
                        eq("_id", message.id()),
                        Updates.addToSet("notices", new Document("area", area).append("notice", notice)));
    }

    void recalled(Kept message) {
        messages().updateOne(eq("_id", message.id()), Updates.set("recalled", true));
    }

    private static Kept read(Document document) {
        Map<String, String> notices = new HashMap<>();
        for (Document notice : document.getList("notices", Document.class, List.of())) {
            notices.put(notice.getString("area"), notice.getString("notice"));
        }
        return new Kept(
                document.getString("_id"),
                document.getString("name"),
                document.getString("identifier"),
                CapMessage.Type.valueOf(document.getString("type")),
                CapMessage.Status.valueOf(document.getString("status")),
                document.getBoolean("public"),
                Instant.ofEpochMilli(document.getLong("sent")),
                document.getList("references", String.class, List.of()),
                document.getString("title"),
                document.getString("text"),
                document.getString("colour"),
                Instant.ofEpochMilli(document.getLong("from")),
                Instant.ofEpochMilli(document.getLong("until")),
                document.getList("areas", String.class, List.of()),
                Map.copyOf(notices),
                document.getBoolean("recalled"));
    }

    private static String id(String system, String name) {
        return system + ":" + name;
    }

    private MongoCollection<Document> messages() {
        return mongo.getCollection(COLLECTION);
    }
}
