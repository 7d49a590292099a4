package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.query.KeyRange;
import io.communitycloud.store.query.Plan;
import io.communitycloud.store.storage.Documents;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the documents a plan leads to that match the query, each once, in the plan's order.
 *
 * <p>An entry is only a hint: the document is read as it is now and asked again, so that a change between the two reads
 * never shows as a wrong result.
 */
final class DocumentWalk implements Iterator<StoredDocument>, AutoCloseable {

    private static final int DEADLINE_EVERY = 64;

    private final Documents documents;
    private final Query query;
    private final Iterator<Plan.Walk> walks;
    private final @Nullable Set<ByteBuffer> seen;
    private final long memoryLimit;
    private Plan.@Nullable Walk walk;
    private @Nullable KeyWalk keys;
    private @Nullable StoredDocument next;
    private long keysExamined;
    private long documentsExamined;
    private long seenBytes;

    DocumentWalk(Documents documents, Query query, Plan plan, long memoryLimit) {
        this.documents = documents;
        this.query = query;
        this.memoryLimit = memoryLimit;
        List<Plan.Walk> list = switch (plan) {
            case Plan.Walk one -> List.of(one);
            case Plan.Union union -> union.walks();
        };
        this.walks = list.iterator();
        this.seen = list.size() > 1 ? new HashSet<>() : null;
        // The first walk takes its snapshot now, before whoever asked changes anything.
        openNext();
    }

    private boolean openNext() {
        if (!walks.hasNext()) {
            return false;
        }
        close();
        Plan.Walk following = walks.next();
        walk = following;
        keys = new KeyWalk(documents.map(), following);
        return true;
    }

    /** Lets go of the index. */
    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
    }

    long keysExamined() {
        return keysExamined;
    }

    long documentsExamined() {
        return documentsExamined;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            KeyWalk current = keys;
            if (current == null) {
                return false;
            }
            if (!current.advance()) {
                if (!openNext()) {
                    close();
                    keys = null;
                    return false;
                }
                continue;
            }
            if (++keysExamined % DEADLINE_EVERY == 0) {
                query.deadline().check();
            }
            next = read(current);
        }
        return true;
    }

    private @Nullable StoredDocument read(KeyWalk current) {
        Plan.Walk present = walk;
        if (present == null) {
            return null;
        }
        byte[] key = current.documentKey();
        StoredIndex index = present.index();
        byte[] bytes = index == null ? current.value() : documents.get(key);
        if (bytes == null) {
            return null;
        }
        documentsExamined++;
        Document document = BsonReader.document(bytes);
        if (!query.filter().matches(document)) {
            return null;
        }
        if (index != null && present.repeats() && !isFirst(current.key(), key, document, index, present.ranges())) {
            return null;
        }
        if (seen != null) {
            seenBytes += key.length + 64L;
            if (seenBytes > memoryLimit) {
                throw Refusal.memoryLimit("$or", memoryLimit);
            }
            if (!seen.add(ByteBuffer.wrap(key))) {
                return null;
            }
        }
        return new StoredDocument(key, bytes, document);
    }

    /** Of a document's entries within the ranges only the first counts. */
    private static boolean isFirst(
            byte[] entryKey, byte[] documentKey, Document document, StoredIndex index, List<KeyRange> ranges) {
        for (byte[] entry : index.entries(document)) {
            byte[] full = Keys.concat(entry, documentKey);
            if (isWithin(full, ranges)) {
                return Arrays.equals(full, entryKey);
            }
        }
        return false;
    }

    private static boolean isWithin(byte[] key, List<KeyRange> ranges) {
        for (KeyRange range : ranges) {
            if (Arrays.compareUnsigned(key, range.from()) >= 0 && Arrays.compareUnsigned(key, range.to()) < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public StoredDocument next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredDocument result = next;
        next = null;
        if (result == null) {
            throw new NoSuchElementException();
        }
        return result;
    }
}
