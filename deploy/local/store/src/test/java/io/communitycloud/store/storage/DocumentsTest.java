package io.communitycloud.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private static final byte[] KEY = bytes("a");
    private static final byte[] OTHER = bytes("b");

    private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();
    private final DocumentCache cache = new DocumentCache(1);
    private final Documents documents = documents(1, cache);

    private Documents documents(int space, DocumentCache cache) {
        return new Documents(
                space,
                store.openMap(
                        "data." + space,
                        new MVMap.Builder<byte[], byte[]>()
                                .keyType(BytesType.INSTANCE)
                                .valueType(BytesType.INSTANCE)),
                cache);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @AfterEach
    void close() {
        store.closeImmediately();
    }

    @Test
    void asksTheMapOnceForWhatIsAskedAgain() {
        documents.add(KEY, bytes("one"));
        for (int i = 0; i < 5; i++) {
            assertThat(documents.get(bytes("a"))).isEqualTo(bytes("one"));
        }
        assertThat(cache.reads()).isEqualTo(new DocumentReads(5, 1));
    }

    @Test
    void doesNotRememberThatThereIsNone() {
        assertThat(documents.get(KEY)).isNull();
        documents.add(KEY, bytes("one"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("one"));
    }

    @Test
    void showsAChangeAtOnce() {
        documents.add(KEY, bytes("one"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("one"));
        documents.replace(KEY, bytes("two"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("two"));
        documents.remove(KEY);
        assertThat(documents.get(KEY)).isNull();
        documents.add(KEY, bytes("three"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("three"));
    }

    @Test
    void keepsCollectionsApart() {
        Documents another = documents(2, cache);
        documents.add(KEY, bytes("here"));
        another.add(KEY, bytes("there"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("here"));
        assertThat(another.get(KEY)).isEqualTo(bytes("there"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("here"));
    }

    @ParameterizedTest(name = "after {0}")
    @ValueSource(strings = {"nothing was there", "another was there", "it was removed and came again"})
    void neverKeepsWhatWasReadBeforeAChange(String before) {
        documents.add(KEY, bytes("old"));
        documents.add(OTHER, bytes("other"));
        if (before.equals("another was there")) {
            assertThat(documents.get(OTHER)).isNotNull();
        }
        int place = cache.place(1, KEY);
        DocumentCache.Kept seen = cache.at(place);
        byte[] found = Objects.requireNonNull(documents.map().get(KEY));
        if (before.equals("it was removed and came again")) {
            documents.remove(KEY);
            documents.add(KEY, bytes("new"));
        } else {
            documents.replace(KEY, bytes("new"));
        }
        cache.keep(place, seen, 1, KEY, found);
        assertThat(documents.get(KEY)).isEqualTo(bytes("new"));
    }

    @Test
    void leavesAnothersDocumentWhereAChangeDoesNotConcernIt() {
        documents.add(KEY, bytes("one"));
        documents.add(OTHER, bytes("other"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("one"));
        documents.replace(OTHER, bytes("changed"));
        assertThat(documents.get(KEY)).isEqualTo(bytes("one"));
        assertThat(cache.reads()).isEqualTo(new DocumentReads(2, 1));
    }

    @Test
    void isNotEmptiedByWhatIsAskedForOnce() {
        documents.add(KEY, bytes("one"));
        documents.add(OTHER, bytes("other"));
        for (int i = 0; i < 3; i++) {
            for (byte[] key : List.of(KEY, KEY, OTHER)) {
                assertThat(documents.get(key)).isNotNull();
            }
        }
        // The first of the one document, and each of the other, which never displaced it.
        assertThat(cache.reads()).isEqualTo(new DocumentReads(9, 4));
    }

    @Test
    void givesThePlaceOfWhatNobodyAsksForAnyMore() {
        documents.add(KEY, bytes("one"));
        documents.add(OTHER, bytes("other"));
        for (byte[] key : List.of(KEY, KEY, OTHER, OTHER, OTHER)) {
            assertThat(documents.get(key)).isNotNull();
        }
        assertThat(cache.reads()).isEqualTo(new DocumentReads(5, 3));
    }

    @Test
    void leavesOutALargeDocument() {
        documents.add(KEY, new byte[1_025]);
        for (int i = 0; i < 3; i++) {
            assertThat(documents.get(KEY)).hasSize(1_025);
        }
        assertThat(cache.reads()).isEqualTo(new DocumentReads(3, 3));
    }

    @Test
    void readersNeverSeeLessThanWasDoneBeforeTheyAsked() throws Exception {
        DocumentCache small = new DocumentCache(3);
        Documents raced = documents(3, small);
        int keys = 8;
        List<byte[]> names = new ArrayList<>();
        AtomicInteger[] done = new AtomicInteger[keys];
        for (int i = 0; i < keys; i++) {
            names.add(bytes("key" + i));
            done[i] = new AtomicInteger();
            raced.add(names.get(i), bytes("0"));
        }
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> {
                    while (!over.get()) {
                        for (int k = 0; k < keys; k++) {
                            int least = done[k].get();
                            String text = new String(Objects.requireNonNull(raced.get(names.get(k))), UTF_8);
                            assertThat(Integer.parseInt(text)).isGreaterThanOrEqualTo(least);
                        }
                    }
                }));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int half = i;
                writers.add(threads.submit(() -> {
                    for (int value = 1; value <= 20_000; value++) {
                        for (int k = half; k < keys; k += 2) {
                            raced.replace(names.get(k), bytes(Integer.toString(value)));
                            done[k].set(value);
                        }
                    }
                }));
            }
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                over.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        for (int k = 0; k < keys; k++) {
            assertThat(raced.get(names.get(k))).isEqualTo(bytes("20000"));
        }
    }
}
