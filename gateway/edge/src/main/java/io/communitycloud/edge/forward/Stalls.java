package io.communitycloud.edge.forward;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Cuts off answers that stop in the middle; one thread looks after all streams, so that a stream costs no timer. */
final class Stalls {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

    static {
        Thread.ofPlatform().daemon().name("stalled-answers").start(Stalls::look);
    }

    private Stalls() {}

    static Watch watch(InputStream input) {
        Watch watch = new Watch(input);
        WATCHES.add(watch);
        return watch;
    }

    private static void look() {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                long now = System.nanoTime();
                WATCHES.stream()
                        .filter(watch -> now - watch.movedAt > PATIENCE_NANOS)
                        .forEach(Watch::cut);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One stream under watch. */
    static final class Watch implements Closeable {

        private final InputStream input;
        private volatile long movedAt = System.nanoTime();
        private volatile boolean stalled;

        private Watch(InputStream input) {
            this.input = input;
        }

        void moved() {
            movedAt = System.nanoTime();
        }

        /** The caller must not take a cut answer for a whole one. */
        void refuseIfStalled() throws IOException {
            if (stalled) {
                throw new IOException("The answer stopped in the middle");
            }
        }

        private void cut() {
            stalled = true;
            try {
                input.close();
            } catch (IOException e) {
                // Closed is closed; the reader sees the stall.
                WATCHES.remove(this);
            }
        }

        @Override
        public void close() {
            WATCHES.remove(this);
        }
    }
}
