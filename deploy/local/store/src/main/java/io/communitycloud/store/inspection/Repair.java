package io.communitycloud.store.inspection;

import io.communitycloud.store.StoreSettings;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.index.IndexDefinition;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.log.WriteLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and repairs a store nobody serves.
 *
 * <p>A repair cuts the log at its first damage, puts documents that cannot be read into a file beside the store, and
 * builds every index anew.
 */
public final class Repair {

    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private Repair() {}

    /** Reports what is not as it should be; 0 if all is well. */
    public static int check(StoreSettings settings) {
        try (Engine engine = Engine.open(settings)) {
            List<Finding> findings = Checker.check(engine);
            findings.forEach(finding -> System.out.println(finding));
            System.out.println(findings.isEmpty() ? "the store is whole" : findings.size() + " findings");
            return findings.isEmpty() ? 0 : 1;
        }
    }

    /** Makes the store whole again; 0 if it is then. */
    public static int repair(StoreSettings settings) {
        Path folder = Objects.requireNonNull(settings.folder());
        try {
            WriteLog.cutAtDamage(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Engine engine = Engine.open(settings)) {
            for (StoredCollection collection : engine.all()) {
                setAsideUnreadable(collection, folder.resolve("unreadable.bson"));
                rebuild(engine, collection);
            }
            List<Finding> findings = Checker.check(engine);
            findings.forEach(finding -> System.out.println(finding));
            System.out.println(findings.isEmpty() ? "the store is whole" : findings.size() + " findings are left");
            return findings.isEmpty() ? 0 : 1;
        }
    }

    private static void setAsideUnreadable(StoredCollection collection, Path file) {
        List<byte[]> unreadable = new ArrayList<>();
        Cursor<byte[], byte[]> cursor = collection.data().cursor(null);
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (!isReadable(key, cursor.getValue())) {
                unreadable.add(key);
            }
        }
        for (byte[] key : unreadable) {
            LOG.warn("a document of {} cannot be read; it is put into {}", collection.getFullName(), file);
            try {
                Files.write(
                        file,
                        Objects.requireNonNull(collection.data().get(key)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            collection.discard(key);
        }
    }

    private static boolean isReadable(byte[] key, byte[] bytes) {
        try {
            return Arrays.equals(key, Keys.of(BsonReader.document(bytes).get("_id")));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void rebuild(Engine engine, StoredCollection collection) {
        for (StoredIndex index : collection.storedIndexes()) {
            IndexDefinition definition = index.definition();
            LOG.info("building {} of {} anew", definition.name(), collection.getFullName());
            engine.dropIndex(collection, index);
            boolean ignored = engine.createIndex(collection, definition);
        }
    }
}
