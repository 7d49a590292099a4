package io.communitycloud.exchange.budget;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Follows the response levels. */
@Listens(topic = "emergency.response-levels.v1")
class LevelListener {

    private final Budgets budgets;

    LevelListener(Budgets budgets) {
        this.budgets = budgets;
    }

    @On("communitycloud.emergency.response-level-changed.v1")
    void changed(LevelNow event, EventMeta meta) {
        String level = event.to() == null ? "none" : event.to();
        budgets.change(
                event.levelId(), event.region(), budget -> budget.follow(level, event.exercise(), meta.sequence()));
    }

    @On("communitycloud.emergency.response-level-state.v1")
    void told(LevelState event, EventMeta meta) {
        String level = event.level() == null ? "none" : event.level();
        budgets.change(
                event.levelId(), event.region(), budget -> budget.follow(level, event.exercise(), meta.sequence()));
    }

    /** What is read of a changed level. */
    record LevelNow(String levelId, String region, @Nullable String to, boolean exercise) {}

    /** What is read of a republished one. */
    record LevelState(
            String levelId, String region, @Nullable String level, boolean exercise) {}
}
