package io.communitycloud.edge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class CallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void dropsAndCountsWhatFindsNoRoomAndNeverWaits() {
        Calls calls = calls(batch -> {}, 3);
        for (int i = 0; i < 10; i++) {
            calls.made(call());
        }
        assertThat(calls.dropped()).isEqualTo(7);
    }

    @Test
    void handsOverEveryRowInOrderAndInBatches() {
        List<List<Call>> taken = Collections.synchronizedList(new ArrayList<>());
        Calls calls = calls(taken::add, 1_000);
        for (int i = 0; i < 450; i++) {
            calls.made(call());
        }
        calls.start();
        await().atMost(PATIENCE).until(() -> taken.stream().mapToInt(List::size).sum() == 450);
        calls.stop();
        assertThat(taken).allMatch(batch -> batch.size() <= Calls.BATCH);
        assertThat(calls.dropped()).isZero();
    }

    @Test
    void countsWhatItsTakerLosesAndGoesOn() {
        CountDownLatch second = new CountDownLatch(2);
        Calls calls = calls(
                batch -> {
                    second.countDown();
                    throw new IllegalStateException("the broker is away");
                },
                1_000);
        calls.start();
        calls.made(call());
        await().atMost(PATIENCE).until(() -> calls.dropped() == 1);
        calls.made(call());
        await().atMost(PATIENCE).until(() -> second.getCount() == 0);
        calls.stop();
    }

    private static Calls calls(CallSink sink, int buffered) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sink", sink);
        return new Calls(beans.getBeanProvider(CallSink.class), buffered);
    }

    private static Call call() {
        return new Call(0, "0".repeat(32), null, null, "GET", "/", null, null, null, 200, 0, 0, 1);
    }
}
