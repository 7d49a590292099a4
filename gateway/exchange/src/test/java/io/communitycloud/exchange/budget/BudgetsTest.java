package io.communitycloud.exchange.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.budget.LevelListener.LevelNow;
import io.communitycloud.exchange.budget.LevelListener.LevelState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ExchangeTest
class BudgetsTest {

    private final LevelListener listener;
    private final Budgets budgets;

    BudgetsTest(@Autowired LevelListener listener, @Autowired Budgets budgets) {
        this.listener = listener;
        this.budgets = budgets;
    }

    @Test
    void widensTheBudgetsWhileALevelOfIOrIIIsInForce() {
        listener.changed(new LevelNow("b1", "310000000000", "III", false), meta(1));
        assertThat(isEmergency("b1")).isFalse();
        listener.changed(new LevelNow("b1", "310000000000", "II", false), meta(2));
        assertThat(isEmergency("b1")).isTrue();
        listener.changed(new LevelNow("b1", "310000000000", null, false), meta(3));
        assertThat(isEmergency("b1")).isFalse();
    }

    @Test
    void passesOverWhatCameBeforeAndTellsOnlyWhatChanges() {
        listener.changed(new LevelNow("b2", "310000000000", "I", false), meta(5));
        listener.changed(new LevelNow("b2", "310000000000", "IV", false), meta(4));
        assertThat(isEmergency("b2")).isTrue();
        long told = budgets.find("b2").orElseThrow().sequence();
        listener.changed(new LevelNow("b2", "310000000000", "II", false), meta(6));
        assertThat(budgets.find("b2").orElseThrow().sequence()).isEqualTo(told);
    }

    @Test
    void widensNothingForAnExerciseAndFollowsARepublishedState() {
        listener.changed(new LevelNow("b3", "310000000000", "I", true), meta(1));
        assertThat(isEmergency("b3")).isFalse();
        listener.told(new LevelState("b3", "310000000000", "I", false), meta(2));
        assertThat(isEmergency("b3")).isTrue();
    }

    private boolean isEmergency(String id) {
        return budgets.find(id).orElseThrow().isEmergency();
    }

    private static EventMeta meta(long sequence) {
        return new EventMeta(
                "e" + sequence,
                "communitycloud.emergency.response-level-changed.v1",
                "emergency.response-levels.v1",
                "level",
                sequence,
                Instant.EPOCH,
                "c",
                null);
    }
}
