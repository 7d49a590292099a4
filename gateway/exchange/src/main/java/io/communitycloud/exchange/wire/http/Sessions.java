package io.communitycloud.exchange.wire.http;

import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One session with each system, shared by its calls until shortly before its end.
 *
 * <p>Nobody signs in while another does: many systems end the session before when a new one begins.
 *
 * @param <S> what a sign-in yields
 */
public final class Sessions<S> {

    private static final Duration SHORTLY = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Held<S>> held = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Signs in. */
    @FunctionalInterface
    public interface SignIn<S> {

        Begun<S> with(WireCall call) throws WireFault;
    }

    /** What a sign-in yielded, and for how long it holds. */
    public record Begun<S>(S session, Duration life) {

        @Override
        public String toString() {
            return "Begun[life=" + life + "]";
        }
    }

    private record Held<S>(S session, Instant until) {

        @Override
        public String toString() {
            return "Held[until=" + until + "]";
        }
    }

    /**
     * The session of the call's system, begun where there is none.
     *
     * @throws WireFault where its turn does not come before the call's deadline, or the sign-in fails
     */
    public S of(WireCall call, SignIn<S> signIn) throws WireFault {
        String id = call.manifest().id();
        ReentrantLock turn = turns.computeIfAbsent(id, each -> new ReentrantLock());
        try {
            if (!turn.tryLock(call.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new WireFault(WireFault.Kind.TIMEOUT);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WireFault(WireFault.Kind.TIMEOUT);
        }
        try {
            Held<S> known = held.get(id);
            if (known == null || !clock.instant().isBefore(known.until())) {
                Begun<S> begun = signIn.with(call);
                known = new Held<>(
                        begun.session(), clock.instant().plus(begun.life()).minus(SHORTLY));
                held.put(id, known);
            }
            return known.session();
        } finally {
            turn.unlock();
        }
    }

    /** Drops the session of the call's system, which has ended it. */
    public void forget(WireCall call) {
        held.remove(call.manifest().id());
    }
}
