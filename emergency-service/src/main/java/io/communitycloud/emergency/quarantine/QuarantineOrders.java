package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The quarantine orders of the city. */
@Repository
public class QuarantineOrders {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATUS = Listing.newestFirst("status");
    private static final Listing OF_RESIDENT = Listing.newestFirst("resident");
    private static final Listing CALLING_ATTENTION = Listing.newestFirst("attention");
    private static final Listing FIRST_TASK = Listing.sortedBy("nextTaskAt", "status");
    private static final Listing FIRST_TO_WAKE = Listing.sortedBy("wakeAt", "status");

    private final Aggregates<QuarantineOrder> orders;
    private final Scope city;

    QuarantineOrders(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.orders = stores.of(
                QuarantineOrder.class,
                List.of(NEWEST, IN_STATUS, OF_RESIDENT, CALLING_ATTENTION, FIRST_TASK, FIRST_TO_WAKE));
        this.city = Scope.area(city);
    }

    public Optional<QuarantineOrder> find(String id, Scope scope) {
        return orders.find(id, scope);
    }

    public QuarantineOrder require(String id, Scope scope) {
        return orders.require(id, scope);
    }

    /** Several at once; at most 200. */
    public List<QuarantineOrder> findAll(List<String> ids, Scope scope) {
        return orders.findAll(ids, scope);
    }

    void save(QuarantineOrder order) {
        orders.save(order);
    }

    public QuarantineOrder act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<QuarantineOrder> act) {
        return orders.act(id, scope, key, act);
    }

    Page<QuarantineOrder> newest(Scope scope, PageRequest page) {
        return orders.page(NEWEST, Map.of(), scope, page);
    }

    Page<QuarantineOrder> inStatus(QuarantineStatus status, Scope scope, PageRequest page) {
        return orders.page(IN_STATUS, Map.of("status", status.name()), scope, page);
    }

    Page<QuarantineOrder> ofResident(String resident, Scope scope, PageRequest page) {
        return orders.page(OF_RESIDENT, Map.of("resident", resident), scope, page);
    }

    /** The newest order of a resident, wherever in the city; an older one cannot be in force. */
    Optional<QuarantineOrder> newestOf(String resident) {
        return orders.first(OF_RESIDENT, Map.of("resident", resident), city);
    }

    Page<QuarantineOrder> callingAttention(Scope scope, PageRequest page) {
        return orders.page(CALLING_ATTENTION, Map.of("attention", true), scope, page);
    }

    /** Those in force, the one with the earliest open task first. */
    Page<QuarantineOrder> byNextTask(Scope scope, PageRequest page) {
        return orders.page(FIRST_TASK, Map.of("status", QuarantineStatus.ACTIVE.name()), scope, page);
    }

    /** The one in force for which the clock has something to do first. */
    Optional<QuarantineOrder> firstToWake() {
        return orders.first(FIRST_TO_WAKE, Map.of("status", QuarantineStatus.ACTIVE.name()), city);
    }
}
