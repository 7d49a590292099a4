package io.communitycloud.exchange.isolation;

import io.communitycloud.exchange.isolation.Barred.Reason;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.OpeningHours;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.wire.WireFault;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to one system: whatever the system does, no more than its permits are ever held by it, and whoever comes
 * without one is turned away at once.
 *
 * <p>The breaker knows what is normal here: only what takes {@value #SLOW_TIMES} times the manifest's p95 counts as slow. It
 * opens on failures, on slow calls, and, without waiting for their time-outs, when half the permits are held by calls that
 * are overdue. While it is open no caller is let through; the system is asked its manifest's probe every second, and the
 * lane closes when it answers as it should. So recovery needs nobody, and no caller pays for finding out.
 */
public final class Lane {

    private static final int SLOW_TIMES = 3;
    private static final long SLOW_AT_LEAST_MS = 300;
    private static final int PERMITS = 25;
    private static final int WINDOW = 20;
    private static final int FEWEST_CALLS = 5;
    private static final float FAILURES = 50;
    private static final float SLOW_CALLS = 80;

    /** A bucket takes a tenth of a second's calls at once, and the rest evenly: no second ever sees more than its qps. */
    private static final int BURST_SHARE = 10;

    private static final Duration WAIT_FOR_TOKEN = Duration.ofMillis(500);

    /** The lane itself says when to close; this only must never come first. */
    private static final Duration NEVER = Duration.ofDays(3650);

    /** Where there is no probe, two callers find out. */
    private static final Duration WITHOUT_PROBE = Duration.ofSeconds(5);

    /** How long nobody may have asked before the lane asks by itself, and how long where it never had an answer. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private static final Duration STRANGE = Duration.ofSeconds(5);

    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final IntervalFunction JITTER = IntervalFunction.ofExponentialRandomBackoff(BACK_OFF, 2, 0.5);

    private final Served served;
    private final boolean live;
    private final OpeningHours hours;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final @Nullable Bucket bucket;
    private final RetryBudget retries = new RetryBudget();
    private final Latencies latencies = new Latencies();
    private final Clock clock;
    private final Clock openingClock;
    private final Maintenance maintenance;
    private final LongSupplier nanos;

    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger recovered = new AtomicInteger();
    private volatile @Nullable Instant lastAnswer;
    private volatile @Nullable Instant lastTry;
    private volatile @Nullable Opening opening;

    /**
     * The lane of a manifest.
     *
     * @param live whether the system itself is asked; what was sent to us is there at any hour
     * @param nanos the machine's monotonic clock
     */
    Lane(Served served, boolean live, Clock clock, Clock openingClock, Maintenance maintenance, LongSupplier nanos) {
        this.live = live;
        this.nanos = nanos;
        this.served = served;
        this.hours = OpeningHours.of(served);
        this.clock = clock;
        this.openingClock = openingClock;
        this.maintenance = maintenance;
        Manifest manifest = served.manifest();
        this.bulkhead = Bulkhead.of(
                manifest.id(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(permits())
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
        this.breaker = CircuitBreaker.of(
                manifest.id(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .failureRateThreshold(FAILURES)
                        .slowCallDurationThreshold(slow())
                        .slowCallRateThreshold(SLOW_CALLS)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(manifest.probe() == null ? WITHOUT_PROBE : NEVER)
                        .writableStackTraceEnabled(false)
                        .build());
        Integer qps = manifest.limits().qps();
        this.bucket = qps == null ? null : bucket(qps);
    }

    private static Bucket bucket(int qps) {
        int burst = Math.max(1, qps / BURST_SHARE);
        int even = Math.max(1, qps - burst);
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(even, Duration.ofSeconds(1))
                        .build())
                .build();
    }

    public Served served() {
        return served;
    }

    /** Whether this is the lane of a manifest, and not of one before or after it. */
    @SuppressWarnings("ReferenceEquality")
    boolean serves(Served other) {
        return served == other;
    }

    public String systemId() {
        return served.manifest().id();
    }

    private int permits() {
        Integer concurrency = served.manifest().limits().concurrency();
        return concurrency == null ? PERMITS : concurrency;
    }

    private Duration slow() {
        return Duration.ofMillis(Math.max(
                SLOW_AT_LEAST_MS, SLOW_TIMES * served.manifest().latencyMs().p95()));
    }

    /** Says at once whether a call would be turned away, without making one. */
    public void admit() throws Barred {
        Instant there = openingClock.instant();
        if (!hours.isOpen(there)) {
            throw new Barred(
                    Reason.CLOSED_HOURS,
                    opensAfter().map(then -> Duration.between(there, then)).orElse(null));
        }
        Instant now = clock.instant();
        Optional<Instant> until = maintenance.until(systemId(), now);
        if (until.isPresent()) {
            throw new Barred(Reason.MAINTENANCE, Duration.between(now, until.get()));
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN && served.manifest().probe() != null) {
            throw new Barred(Reason.OPEN, null);
        }
        if (bulkhead.getMetrics().getAvailableConcurrentCalls() <= 0) {
            throw new Barred(Reason.FULL, null);
        }
    }

    /** What is done on the lane: one call to the system. */
    @FunctionalInterface
    public interface Attempt<T> {

        T make() throws WireFault;
    }

    /**
     * Makes a call, a safe one again where that is worth it.
     *
     * @param safe whether it may be made twice
     */
    public <T> T call(boolean safe, Attempt<T> attempt) throws Barred, WireFault {
        retries.called();
        int tries = safe ? served.manifest().attempts() : 1;
        for (int number = 1; ; number++) {
            try {
                return once(safe, attempt);
            } catch (WireFault fault) {
                boolean again = number < tries && fault.kind().isWorthAnother() && retries.mayRetry();
                if (!again || !pause(number)) {
                    throw fault;
                }
            }
        }
    }

    private <T> T once(boolean safe, Attempt<T> attempt) throws Barred, WireFault {
        admit();
        if (!breaker.tryAcquirePermission()) {
            throw new Barred(Reason.OPEN, null);
        }
        if (!bulkhead.tryAcquirePermission()) {
            breaker.releasePermission();
            throw new Barred(Reason.FULL, null);
        }
        try {
            if (!token()) {
                breaker.releasePermission();
                throw new Barred(Reason.RATE, null);
            }
            return measured(safe, attempt);
        } finally {
            bulkhead.onComplete();
        }
    }

    private <T> T measured(boolean safe, Attempt<T> attempt) throws WireFault {
        lastTry = clock.instant();
        UnderWay call = new UnderWay(safe, nanos.getAsLong());
        long began = call.began;
        underWay.add(call);
        try {
            T answer = attempt.make();
            took(began);
            breaker.onSuccess(nanos.getAsLong() - began, TimeUnit.NANOSECONDS);
            return answer;
        } catch (WireFault fault) {
            if (fault.kind().isFault()) {
                breaker.onError(nanos.getAsLong() - began, TimeUnit.NANOSECONDS, fault);
            } else {
                took(began);
                breaker.onSuccess(nanos.getAsLong() - began, TimeUnit.NANOSECONDS);
            }
            throw fault;
        } catch (RuntimeException ours) {
            // A slip of ours says nothing about the system.
            breaker.releasePermission();
            throw ours;
        } finally {
            underWay.remove(call);
            call.end();
        }
    }

    private void took(long began) {
        latencies.add(TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began));
        lastAnswer = clock.instant();
    }

    private boolean token() {
        if (bucket == null) {
            return true;
        }
        try {
            return bucket.asBlocking().tryConsume(1, WAIT_FOR_TOKEN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean pause(int number) {
        try {
            Thread.sleep(JITTER.apply(number));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Opens the breaker where half the permits are held by calls that are overdue, and ends overdue calls while it is open;
     * called every second. A call that may not be made twice is left its time: its outcome matters.
     */
    void look() {
        long overdue = nanos.getAsLong() - slow().toNanos();
        List<UnderWay> stuck = underWay.stream()
                .filter(call -> call.safe && call.began < overdue)
                .toList();
        if (stuck.size() >= Math.max(1, permits() / 2) && breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            stuck.forEach(UnderWay::stop);
        }
    }

    /** Whether the system should be asked now: whether it has recovered, or, where nobody asked for long, whether it is up. */
    boolean wantsProbe() {
        Instant now = clock.instant();
        if (served.manifest().probe() == null
                || !hours.isOpen(openingClock.instant())
                || maintenance.until(systemId(), now).isPresent()) {
            return false;
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            return true;
        }
        Instant last = lastTry;
        return last == null || last.plus(lastAnswer == null ? STRANGE : QUIET).isBefore(now);
    }

    /** Whether the system itself is asked. */
    boolean isLive() {
        return live;
    }

    /** Whether it is time to look whether a system that is not asked has sent something. */
    boolean wantsNews() {
        Instant last = lastTry;
        return last == null || last.plus(STRANGE).isBefore(clock.instant());
    }

    /** When a system that is not asked last sent us something, where it ever did. */
    void heard(Optional<Instant> at) {
        lastTry = clock.instant();
        at.ifPresent(then -> lastAnswer = then);
    }

    /** How long a probe may take: an answer that is late for this system says nothing good. */
    Duration probeTimeout() {
        long normal = Math.max(1_000, served.manifest().latencyMs().p95());
        return Duration.ofMillis(
                Math.min(normal, served.manifest().callTimeout().toMillis()));
    }

    /** Asks the system; enough good answers in a row close the breaker. */
    void probe(Attempt<?> attempt) {
        if (breaker.getState() != CircuitBreaker.State.OPEN) {
            try {
                call(true, attempt);
            } catch (Barred | WireFault told) {
                // The breaker and the state tell it.
            }
            return;
        }
        if (!bulkhead.tryAcquirePermission()) {
            return;
        }
        try {
            if (bucket != null && !bucket.tryConsume(1)) {
                return;
            }
            attempt.make();
            good();
        } catch (WireFault fault) {
            if (fault.kind() == WireFault.Kind.NOT_FOUND || fault.kind() == WireFault.Kind.REFUSED) {
                good();
            } else {
                recovered.set(0);
            }
        } finally {
            bulkhead.onComplete();
        }
    }

    private void good() {
        lastAnswer = clock.instant();
        if (recovered.incrementAndGet() >= Math.min(2, permits())) {
            recovered.set(0);
            latencies.forget();
            breaker.transitionToClosedState();
        }
    }

    public SystemState state() {
        if (maintenance.until(systemId(), clock.instant()).isPresent()) {
            return SystemState.MAINTENANCE;
        }
        if (live && !hours.isOpen(openingClock.instant())) {
            return SystemState.CLOSED_HOURS;
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN || breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            return SystemState.OPEN;
        }
        if (lastAnswer == null) {
            return SystemState.UNKNOWN;
        }
        return latencies.percentile(0.5) > served.manifest().latencyMs().p95() ? SystemState.SLOW : SystemState.UP;
    }

    /** The median of the last calls in milliseconds, -1 where there is none. */
    public long p50() {
        return latencies.percentile(0.5);
    }

    /** What all but one in twenty of the last calls stayed below, in milliseconds; -1 where there is none. */
    public long p95() {
        return latencies.percentile(0.95);
    }

    public int callsUnderWay() {
        return underWay.size();
    }

    public int mostCalls() {
        return permits();
    }

    public @Nullable Instant lastAnswer() {
        return lastAnswer;
    }

    /** When it opens next; looked for once, not by everyone who is turned away. */
    public Optional<Instant> opensAfter() {
        Instant there = openingClock.instant();
        Opening known = opening;
        if (known == null || there.isBefore(known.askedAt()) || !there.isBefore(known.validUntil())) {
            Optional<Instant> then = hours.opensAfter(there);
            known = new Opening(there, then.orElse(there.plus(Duration.ofHours(1))), then);
            opening = known;
        }
        return known.then();
    }

    private record Opening(Instant askedAt, Instant validUntil, Optional<Instant> then) {}

    /** A call and the thread that waits for it. */
    private static final class UnderWay {

        private final boolean safe;
        private final long began;
        private final Thread thread = Thread.currentThread();
        private boolean over;
        private boolean stopped;

        private UnderWay(boolean safe, long began) {
            this.safe = safe;
            this.began = began;
        }

        private synchronized void stop() {
            if (!over) {
                stopped = true;
                thread.interrupt();
            }
        }

        /** Whoever goes on from here was not meant by the interruption. */
        private synchronized void end() {
            over = true;
            if (stopped) {
                Thread.interrupted();
            }
        }
    }
}
