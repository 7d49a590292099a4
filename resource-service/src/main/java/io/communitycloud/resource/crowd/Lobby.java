package io.communitycloud.resource.crowd;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets a few in at a time of those who want the same thing, in the order they came.
 *
 * <p>The store decides who gets it. But a thousand callers who ask it all at once only take its connections from each
 * other and are sent away for that; waiting here costs nothing and gives each of them an answer.
 */
public final class Lobby {

    private static final int DOORS = 64;

    private final List<Semaphore> doors;

    /** A lobby that lets so many in at a time for each thing. */
    public Lobby(int atATime) {
        this.doors = IntStream.range(0, DOORS)
                .mapToObj(door -> new Semaphore(atATime, true))
                .toList();
    }

    /** Does the work when it is the caller's turn; must not be asked from within. */
    public <T> T enter(String thing, Supplier<T> work) {
        Semaphore door = doors.get(Math.floorMod(thing.hashCode(), DOORS));
        door.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            door.release();
        }
    }
}
