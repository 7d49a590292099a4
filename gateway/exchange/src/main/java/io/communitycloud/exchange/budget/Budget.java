package io.communitycloud.exchange.budget;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.exchange.budget.BudgetEvent.BudgetChanged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.annotation.PersistenceCreator;

/** What one response level asks of the budgets; its id is the level's. */
@AggregateRoot(collection = "budgets", topic = "gateway.budgets.v1", compacted = true)
final class Budget extends Aggregate {

    /** The levels at which bureaus and committees work day and night. */
    private static final Set<String> EMERGENCY = Set.of("I", "II");

    private final String region;
    private String level = "none";
    private boolean exercise;
    private long seen;

    @PersistenceCreator
    Budget(String id, String area, List<String> scope, Instant createdAt, String region) {
        super(id, area, scope, createdAt);
        this.region = region;
    }

    static Budget of(String levelId, String city, String region, Instant now) {
        return new Budget(levelId, city, List.of(city), now, region);
    }

    /** Follows the level; what came before is passed over. An exercise widens nothing. */
    void follow(String newLevel, boolean isExercise, long sequence) {
        if (sequence <= seen) {
            return;
        }
        boolean before = isEmergency();
        seen = sequence;
        level = newLevel;
        exercise = isExercise;
        if (before != isEmergency()) {
            register(state());
        }
    }

    boolean isEmergency() {
        return !exercise && EMERGENCY.contains(level);
    }

    @Override
    public DomainEvent state() {
        return new BudgetChanged(id(), area(), region, level, isEmergency());
    }
}
