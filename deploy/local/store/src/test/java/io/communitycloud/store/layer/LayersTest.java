package io.communitycloud.store.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.store.StoreSettings;
import io.communitycloud.store.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index is what was added less what was withdrawn, wherever its parts lie and however they have moved. */
class LayersTest {

    private static final int INDEX = 7;
    private static final int KEYS = 60_000;
    private static final byte[] FIRST = new byte[0];
    private static final byte[] LAST = {(byte) 0xFF};

    @TempDir
    private Path folder;

    private final NavigableMap<byte[], Integer> model = new TreeMap<>(Arrays::compareUnsigned);
    private final Random random = new Random(5);
    private Storage storage;
    private Layers layers;

    @BeforeEach
    void open() {
        storage = Storage.open(StoreSettings.in(folder).withCheckpointInterval(Duration.ofHours(1)));
        layers = storage.openIndex(INDEX);
        layers.markBuilt();
        storage.recover(entry -> {});
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void reopen() {
        storage.close();
        open();
    }

    private static byte[] key(int number) {
        byte[] text = ("area " + number % 300 + " name " + number).getBytes(UTF_8);
        return number % 1_000 == 0 ? Arrays.copyOf(text, 6_000) : text;
    }

    private void change(int changes) {
        storage.change(() -> {
            for (int i = 0; i < changes; i++) {
                byte[] key = key(random.nextInt(KEYS));
                if (model.remove(key) == null) {
                    model.put(key, 5);
                    layers.add(key, 5);
                } else {
                    layers.remove(key, 5);
                }
            }
        });
    }

    /** New keys together, some of them withdrawn and added again before the next checkpoint. */
    private void addTogether(int count) {
        storage.change(() -> {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] key = key(random.nextInt(KEYS));
                if (model.putIfAbsent(key, 5) == null) {
                    entries.add(new Entry(key, 5));
                }
            }
            layers.addAll(entries);
        });
    }

    private void requireSame() {
        assertThat(layers.size()).isEqualTo(model.size());
        try (Layers.View view = layers.view()) {
            requireSame(view.walk(FIRST, false), model);
            requireSame(view.walk(LAST, true), model.descendingMap());
            for (int i = 0; i < 8; i++) {
                byte[] one = key(random.nextInt(KEYS));
                byte[] other = key(random.nextInt(KEYS));
                boolean ordered = Arrays.compareUnsigned(one, other) < 0;
                byte[] from = ordered ? one : other;
                byte[] to = ordered ? other : one;
                assertThat(view.count(from, to))
                        .isEqualTo(model.subMap(from, to).size());
                Amount estimate = view.estimate(from, to);
                assertThat((long) model.subMap(from, to).size()).isBetween(estimate.least(), estimate.most());
                assertThat(layers.contains(one)).isEqualTo(model.containsKey(one));
                requireFirst(view.walk(one, false), model.ceilingKey(one));
                requireFirst(view.walk(one, true), model.floorKey(one));
            }
        }
    }

    private static void requireFirst(EntryWalk walk, byte[] expected) {
        assertThat(walk.advance() ? walk.key() : null).isEqualTo(expected);
    }

    private static void requireSame(EntryWalk walk, NavigableMap<byte[], Integer> expected) {
        for (byte[] key : expected.keySet()) {
            if (!walk.advance() || !Arrays.equals(walk.key(), key) || walk.entryLength() != 5) {
                throw new AssertionError("the walk differs from the model at " + Arrays.toString(key));
            }
        }
        assertThat(walk.advance()).isFalse();
    }

    @Test
    void holdsInMemoryWhatWasAdded() {
        change(5_000);
        requireSame();
    }

    @Test
    void keepsLittleInTheStoresMaps() throws IOException {
        change(2_000);
        storage.checkpoint();
        change(2_000);
        storage.checkpoint();
        change(100);
        requireSame();
        assertThat(layers.runs()).isZero();
        storage.checkpoint();
        reopen();
        requireSame();
    }

    @Test
    void movesMuchToFilesAndMergesThem() throws IOException {
        for (int i = 0; i < 7; i++) {
            change(25_000);
            storage.checkpoint();
            change(300);
            requireSame();
        }
        while (layers.merge(true)) {
            requireSame();
        }
        assertThat(layers.runs()).isPositive().isLessThan(5);
        storage.checkpoint();
        assertThat(files()).hasSize(layers.runs());
        reopen();
        requireSame();
        change(40_000);
        requireSame();
    }

    @Test
    void showsAViewTheStateOfItsMoment() throws IOException {
        change(30_000);
        storage.checkpoint();
        change(3_000);
        NavigableMap<byte[], Integer> then = new TreeMap<>(model);
        try (Layers.View view = layers.view()) {
            for (int i = 0; i < 3; i++) {
                change(30_000);
                storage.checkpoint();
                while (layers.merge(true)) {
                    storage.checkpoint();
                }
                requireSame(view.walk(FIRST, false), then);
                requireSame(view.walk(LAST, true), then.descendingMap());
            }
        }
        requireSame();
    }

    @Test
    void countsWithdrawnEntriesOutInEveryPart() throws IOException {
        change(60_000);
        storage.checkpoint();
        storage.change(() -> model.keySet().forEach(key -> layers.remove(key, 5)));
        model.clear();
        requireSame();
        storage.checkpoint();
        requireSame();
        while (layers.merge(true)) {
            storage.checkpoint();
        }
        requireSame();
    }

    @Test
    void takesBatchesAmongSingleChanges() throws IOException {
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 5; j++) {
                addTogether(2_000);
                change(4_000);
            }
            requireSame();
            if (i % 3 == 1) {
                storage.checkpoint();
                requireSame();
            }
        }
        reopen();
        requireSame();
    }

    @Test
    void buildsFromEntriesInAnyOrder() throws IOException {
        Layers.Builder builder = layers.builder();
        for (int i = 0; i < 250_000; i++) {
            byte[] key = ByteBuffer.allocate(8)
                    .putInt((i * 0x9E3779B1) >>> 1)
                    .putInt(i)
                    .array();
            model.put(key, 5);
            builder.add(key, 5);
        }
        builder.install();
        storage.checkpoint();
        reopen();
        assertThat(layers.runs()).isOne();
        requireSame();
        assertThat(files()).hasSize(1);
    }

    @Test
    void leavesNoFileBehindWhenItIsRemoved() throws IOException {
        change(60_000);
        storage.checkpoint();
        assertThat(files()).isNotEmpty();
        storage.change(() -> storage.removeIndex(INDEX));
        storage.checkpoint();
        assertThat(files()).isEmpty();
        model.clear();
    }

    @Test
    void noticesAFileThatIsNotWhole() throws IOException {
        change(60_000);
        storage.checkpoint();
        storage.close();
        Path file = files().getFirst();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        open();
        assertThat(layers.isDamaged()).isTrue();
        assertThatThrownBy(() -> Run.open(file, 1, new BlockCache(8))).isInstanceOf(IOException.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".run")).toList());
        }
    }
}
