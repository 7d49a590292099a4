package io.communitycloud.exchange.budget;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;

/** What can happen to the budgets. */
sealed interface BudgetEvent extends DomainEvent {

    /**
     * What a response level asks of the budgets, whole: the larger ones are in force while any level says so.
     *
     * @param level as it is called, I to IV; {@code none} where it ended
     */
    @EventType("communitycloud.gateway.budget-changed.v1")
    record BudgetChanged(String budgetId, String area, String region, String level, boolean emergency)
            implements BudgetEvent {}
}
