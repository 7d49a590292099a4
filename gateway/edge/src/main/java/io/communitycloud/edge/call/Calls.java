package io.communitycloud.edge.call;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Buffers rows between the calls and whoever takes them over.
 *
 * <p>The buffer is bounded: where rows come faster than they go, they are dropped and counted, and the calls do not notice.
 */
@Component
class Calls implements SmartLifecycle, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    /** Some 3 MB: two seconds of the most one edge can serve. */
    private static final int BUFFERED = 16_384;

    static final int BATCH = 200;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BlockingQueue<Call> waiting;
    private final ObjectProvider<CallSink> sinks;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private volatile boolean running;

    @Autowired
    Calls(ObjectProvider<CallSink> sinks) {
        this(sinks, BUFFERED);
    }

    Calls(ObjectProvider<CallSink> sinks, int buffered) {
        this.sinks = sinks;
        this.waiting = new ArrayBlockingQueue<>(buffered);
    }

    /** Puts a row down, or drops it where there is no room. */
    void made(Call call) {
        if (!waiting.offer(call)) {
            dropped.increment();
        }
    }

    long dropped() {
        return dropped.sum();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("call-records").start(this::work);
    }

    private void work() {
        CallSink sink = sinks.getIfAvailable(() -> calls -> {});
        while (running) {
            try {
                Call first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    handOver(sink, first);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void handOver(CallSink sink, Call first) throws InterruptedException {
        List<Call> batch = new ArrayList<>(BATCH);
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        if (batch.size() < BATCH) {
            // A moment's patience makes one message of what trickles in.
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            waiting.drainTo(batch, BATCH - batch.size());
        }
        try {
            sink.take(List.copyOf(batch));
            taken.add(batch.size());
        } catch (RuntimeException lost) {
            dropped.add(batch.size());
            log.warn("{} call records are lost: {}", batch.size(), lost.toString());
        }
    }

    /** Rows that were taken over but not delivered. */
    void lost(int rows) {
        dropped.add(rows);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("cloud.call.records.dropped", dropped, LongAdder::sum)
                .description("Call records that found no room or no broker")
                .register(meters);
        FunctionCounter.builder("cloud.call.records.taken", taken, LongAdder::sum)
                .description("Call records handed over")
                .register(meters);
        Gauge.builder("cloud.call.records.waiting", waiting, BlockingQueue::size)
                .description("Call records not handed over yet")
                .register(meters);
    }
}
