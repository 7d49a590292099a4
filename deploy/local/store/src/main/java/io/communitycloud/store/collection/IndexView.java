package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.index.IndexDefinition;
import java.util.ArrayList;
import java.util.List;

/** An index as the inherited code may look at it: by name, fields and uniqueness, nothing else. */
final class IndexView extends Index<byte[]> {

    private final boolean unique;

    IndexView(String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, sparse);
        this.unique = unique;
    }

    static IndexView of(IndexDefinition definition) {
        List<IndexKey> keys = new ArrayList<>();
        definition.fields().forEach(field -> keys.add(new IndexKey(field.name(), field.ascending())));
        return new IndexView(definition.name(), keys, definition.unique(), definition.sparse());
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    private static UnsupportedOperationException onlyAView() {
        return new UnsupportedOperationException("an index is kept by its collection");
    }

    @Override
    public byte[] getPosition(Document document) {
        throw onlyAView();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<byte[]> collection) {
        throw onlyAView();
    }

    @Override
    public void add(Document document, byte[] position, MongoCollection<byte[]> collection) {
        throw onlyAView();
    }

    @Override
    public byte[] remove(Document document) {
        throw onlyAView();
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<byte[]> getPositions(Document query) {
        throw onlyAView();
    }

    @Override
    public long getCount() {
        throw onlyAView();
    }

    @Override
    public long getDataSize() {
        throw onlyAView();
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<byte[]> collection) {
        throw onlyAView();
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, byte[] position, MongoCollection<byte[]> collection) {
        throw onlyAView();
    }

    @Override
    public void drop() {
        throw onlyAView();
    }
}
