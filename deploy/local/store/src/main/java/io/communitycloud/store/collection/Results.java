package io.communitycloud.store.collection;

import io.communitycloud.store.storage.Storage;
import java.util.Iterator;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The documents of a query, found as they are asked for; closing lets go of the state they are read from. */
public final class Results implements Iterator<StoredDocument>, AutoCloseable {

    private final Storage storage;
    private final Iterator<StoredDocument> documents;
    private final DocumentWalk walk;
    private long left;
    private MVStore.@Nullable TxCounter pin;

    Results(
            Storage storage,
            MVStore.TxCounter pin,
            DocumentWalk walk,
            Iterator<StoredDocument> documents,
            long skip,
            long limit) {
        this.storage = storage;
        this.pin = pin;
        this.walk = walk;
        this.documents = documents;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
        for (long i = 0; i < skip && documents.hasNext(); i++) {
            StoredDocument ignored = documents.next();
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0 && documents.hasNext();
    }

    @Override
    public StoredDocument next() {
        left--;
        return documents.next();
    }

    public long keysExamined() {
        return walk.keysExamined();
    }

    public long documentsExamined() {
        return walk.documentsExamined();
    }

    @Override
    public void close() {
        MVStore.TxCounter present = pin;
        if (present != null) {
            pin = null;
            walk.close();
            storage.unpin(present);
        }
    }
}
