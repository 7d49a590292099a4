package io.communitycloud.legacy.control;

import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.catalogue.SystemProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** What each stand-in does at the moment: the mode it was given, and whether its hours are on. */
@Component
public class Modes {

    private final Catalogue catalogue;
    private final StandInClock clock;
    private final Map<String, Mode> modes = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    public Modes(Catalogue catalogue, StandInClock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        catalogue.all().forEach(system -> modes.put(system.id(), Mode.OK));
    }

    /** The mode it was given, or {@link Mode#CLOSE} outside its hours. */
    public Mode of(String id) {
        Mode mode = given(id);
        return mode == Mode.OK && !catalogue.get(id).isOpenAt(clock.now()) ? Mode.CLOSE : mode;
    }

    /** The mode it was given, whatever the hour: systems of files stand there until the next file comes. */
    public Mode given(String id) {
        lock.lock();
        try {
            return modes.getOrDefault(id, Mode.OK);
        } finally {
            lock.unlock();
        }
    }

    /** Switches systems; whoever hangs is let go where his system no longer does. */
    public void set(Collection<String> ids, Mode mode, Set<String> except) {
        lock.lock();
        try {
            ids.stream().filter(id -> !except.contains(id)).forEach(id -> modes.replace(id, mode));
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the system no longer hangs, or after that time. */
    public void awaitWhileHanging(String id, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (modes.get(id) == Mode.HANG && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says nothing for that time, or until any stand-in is switched. */
    public void awaitChange(Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            long before = changes;
            while (changes == before && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long it takes when it is slow. */
    public Duration slowness(SystemProfile system) {
        return Duration.ofMillis(2L * Math.max(system.slowMillis(), 1_000));
    }
}
