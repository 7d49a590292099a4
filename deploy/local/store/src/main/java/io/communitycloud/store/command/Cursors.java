package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.RawDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Results a client has not fetched yet; what nobody asks for is let go. */
final class Cursors {

    private static final int MAX_OPEN = 10_000;
    private static final int FIRST_BATCH = 101;
    private static final long BATCH_BYTES = 16 << 20;

    private final Clock clock;
    private final Duration timeout;
    private final Map<Long, OpenCursor> open = new ConcurrentHashMap<>();

    Cursors(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Documents one by one, each with the bytes it takes. */
    interface Source extends Iterator<RawDocument>, AutoCloseable {

        @Override
        void close();
    }

    /** Gives the first batch and, if there is more, keeps the rest under a cursor. */
    Document open(String namespace, Source source, @Nullable Long batchSize, boolean single, boolean noTimeout) {
        boolean kept = false;
        try {
            long wanted = batchSize == null ? FIRST_BATCH : batchSize;
            List<RawDocument> batch = take(source, wanted);
            long id = 0;
            boolean more = !single && source.hasNext();
            if (more) {
                if (open.size() >= MAX_OPEN) {
                    throw new MongoServerError(
                            155, "TooManyOpenCursors", "more than " + MAX_OPEN + " cursors are open");
                }
                id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
                open.put(id, new OpenCursor(namespace, source, noTimeout, clock.instant()));
                kept = true;
            }
            return answer("firstBatch", namespace, batch, id);
        } finally {
            if (!kept) {
                source.close();
            }
        }
    }

    Document more(Request request) {
        request.allow(Set.of("collection", "batchSize", "term"), Set.of());
        if (!(request.body().get("getMore") instanceof Number number)) {
            throw Refusal.typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
        }
        long id = number.longValue();
        OpenCursor cursor = open.get(id);
        String namespace = request.database() + "." + request.text("collection");
        if (cursor == null || !cursor.namespace.equals(namespace)) {
            throw new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
        }
        synchronized (cursor) {
            if (!open.containsKey(id)) {
                throw new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
            }
            boolean finished = true;
            try {
                long wanted = request.number("batchSize", 0);
                List<RawDocument> batch = take(cursor.source, wanted == 0 ? Long.MAX_VALUE : wanted);
                finished = !cursor.source.hasNext();
                cursor.lastUsed = clock.instant();
                return answer("nextBatch", cursor.namespace, batch, finished ? 0 : id);
            } finally {
                if (finished) {
                    open.remove(id);
                    cursor.source.close();
                }
            }
        }
    }

    Document kill(Request request) {
        request.allow(Set.of("cursors"), Set.of());
        List<Long> killed = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        if (request.body().get("cursors") instanceof List<?> ids) {
            for (Object item : ids) {
                if (item instanceof Number number) {
                    (close(number.longValue()) ? killed : unknown).add(number.longValue());
                }
            }
        }
        Document result = new Document("cursorsKilled", killed);
        result.put("cursorsNotFound", unknown);
        result.put("cursorsAlive", List.of());
        result.put("cursorsUnknown", List.of());
        return result;
    }

    private boolean close(long id) {
        OpenCursor cursor = open.remove(id);
        if (cursor == null) {
            return false;
        }
        synchronized (cursor) {
            cursor.source.close();
        }
        return true;
    }

    /** Closes cursors that have not been asked for too long. */
    void closeIdle() {
        Instant before = clock.instant().minus(timeout);
        open.forEach((id, cursor) -> {
            if (!cursor.noTimeout && cursor.lastUsed.isBefore(before)) {
                boolean ignored = close(id);
            }
        });
    }

    int size() {
        return open.size();
    }

    void closeAll() {
        open.keySet().forEach(this::close);
    }

    private static List<RawDocument> take(Source source, long wanted) {
        List<RawDocument> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < wanted && bytes < BATCH_BYTES && source.hasNext()) {
            RawDocument document = source.next();
            bytes += document.bytes().length;
            batch.add(document);
        }
        return batch;
    }

    private static Document answer(String batchName, String namespace, List<RawDocument> batch, long id) {
        Document cursor = new Document(batchName, batch);
        cursor.put("id", id);
        cursor.put("ns", namespace);
        return new Document("cursor", cursor);
    }

    /** A cursor between two batches. */
    private static final class OpenCursor {

        private final String namespace;
        private final Source source;
        private final boolean noTimeout;
        private volatile Instant lastUsed;

        OpenCursor(String namespace, Source source, boolean noTimeout, Instant now) {
            this.namespace = namespace;
            this.source = source;
            this.noTimeout = noTimeout;
            this.lastUsed = now;
        }
    }
}
