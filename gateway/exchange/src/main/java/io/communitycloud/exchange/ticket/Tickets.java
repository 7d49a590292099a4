package io.communitycloud.exchange.ticket;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The tickets, each one document; requests and answers are enciphered, since most are about persons. */
@Repository
public class Tickets {

    private static final String COLLECTION = "tickets";
    private static final SecretField REQUEST = new SecretField(COLLECTION, "request");
    private static final SecretField ANSWER = new SecretField(COLLECTION, "answer");
    private static final int AT_ONCE = 20;

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final Clock clock;

    Tickets(MongoTemplate mongo, FieldCipher cipher, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("systemId", "state", "_id"));
        indexes.require(COLLECTION, Index.on("createdAt"));
    }

    /** Keeps a new ticket; its request is enciphered here. */
    public void open(Ticket ticket) {
        String request = ticket.request();
        Document document = new Document();
        mongo.getConverter()
                .write(
                        request == null
                                ? ticket
                                : ticket.holding(cipher.encipherToText(REQUEST, ticket.id(), request), null),
                        document);
        tickets().insertOne(document);
    }

    /** A ticket as it is now, its request and answer in clear. */
    public Optional<Ticket> find(String id) {
        Document found = tickets().find(eq("_id", id)).first();
        return Optional.ofNullable(found).map(this::read).map(ticket -> ticket.asOf(clock.instant()));
    }

    /** The work is done; the answer is a JSON text. */
    public void done(String id, String answer) {
        tickets()
                .updateOne(
                        eq("_id", id),
                        Updates.combine(
                                Updates.set("state", TicketState.DONE.name()),
                                Updates.set("done", 1L),
                                Updates.set("answer", cipher.encipherToText(ANSWER, id, answer)),
                                Updates.unset("request"),
                                Updates.set("updatedAt", clock.instant())));
    }

    /** The work failed for good. */
    public void failed(String id, String code) {
        tickets()
                .updateOne(
                        eq("_id", id),
                        Updates.combine(
                                Updates.set("state", TicketState.FAILED.name()),
                                Updates.set("failed", 1L),
                                Updates.set("code", code),
                                Updates.unset("request"),
                                Updates.set("updatedAt", clock.instant())));
    }

    /** What waits for a system, the oldest first. */
    public List<Ticket> waiting(String systemId) {
        return tickets()
                .find(and(eq("systemId", systemId), eq("state", TicketState.WAITING.name())))
                .sort(Sorts.ascending("_id"))
                .limit(AT_ONCE)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Takes a waiting ticket up; false where somebody else has. */
    public boolean takeUp(String id, Duration atMost) {
        return tickets()
                        .updateOne(
                                and(eq("_id", id), eq("state", TicketState.WAITING.name())),
                                Updates.combine(
                                        Updates.set("state", TicketState.RUNNING.name()),
                                        Updates.set("deadline", clock.instant().plus(atMost)),
                                        Updates.set("updatedAt", clock.instant())))
                        .getModifiedCount()
                == 1;
    }

    /** Puts a ticket that was taken up back to wait. */
    public void waitAgain(String id) {
        tickets()
                .updateOne(
                        and(eq("_id", id), eq("state", TicketState.RUNNING.name())),
                        Updates.combine(Updates.set("state", TicketState.WAITING.name()), Updates.unset("deadline")));
    }

    /** Forgets tickets from before a time. */
    public long forgetBefore(Instant time) {
        return tickets().deleteMany(lt("createdAt", time)).getDeletedCount();
    }

    private Ticket read(Document document) {
        Ticket stored = mongo.getConverter().read(Ticket.class, document);
        String request = stored.request();
        String answer = stored.answer();
        return stored.holding(
                request == null ? null : cipher.decipher(REQUEST, stored.id(), request),
                answer == null ? null : cipher.decipher(ANSWER, stored.id(), answer));
    }

    private MongoCollection<Document> tickets() {
        return mongo.getCollection(COLLECTION);
    }
}
