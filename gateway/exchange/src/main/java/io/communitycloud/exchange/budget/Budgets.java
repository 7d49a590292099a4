package io.communitycloud.exchange.budget;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** What each response level asks of the budgets. */
@Repository
class Budgets {

    private final Aggregates<Budget> budgets;
    private final String city;
    private final Clock clock;

    Budgets(AggregateStores stores, IdentityProperties identity, Clock clock) {
        this.budgets = stores.of(Budget.class, List.of());
        this.city = identity.city();
        this.clock = clock;
    }

    Optional<Budget> find(String levelId) {
        return budgets.find(levelId, Scope.everything());
    }

    /** Changes the one of a level, made where there is none yet. */
    void change(String levelId, String region, Consumer<Budget> change) {
        if (find(levelId).isEmpty()) {
            Budget budget = Budget.of(levelId, city, region, clock.instant());
            change.accept(budget);
            try {
                budgets.save(budget);
                return;
            } catch (DuplicateKeyException madeMeanwhile) {
                // The other's is changed below.
            }
        }
        budgets.act(levelId, Scope.everything(), change);
    }
}
