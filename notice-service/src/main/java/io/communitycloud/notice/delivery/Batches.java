package io.communitycloud.notice.delivery;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** The batches of notices. */
@Repository
class Batches {

    private static final Listing FIRST_OF_NOTICE = Listing.oldestFirst("notice");
    private static final Listing LAST_OF_NOTICE = Listing.newestFirst("notice");

    private final Aggregates<Batch> batches;
    private final Scope city;

    Batches(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.batches = stores.of(Batch.class, List.of(FIRST_OF_NOTICE, LAST_OF_NOTICE));
        this.city = Scope.area(city);
    }

    /** Keeps a new batch; one that another instance wrote under its number stays. */
    Batch keep(Batch batch) {
        try {
            batches.save(batch);
            return batch;
        } catch (DuplicateKeyException written) {
            return batches.find(batch.id(), Scope.everything()).orElseThrow(() -> written);
        }
    }

    Optional<Batch> find(String id) {
        return batches.find(id, Scope.everything());
    }

    Batch act(String id, Consumer<Batch> act) {
        return batches.act(id, Scope.everything(), act);
    }

    /** The batch of a notice that was written last. */
    Optional<Batch> last(String notice) {
        return batches.first(LAST_OF_NOTICE, Map.of("notice", notice), city);
    }

    Page<Batch> ofNotice(String notice, PageRequest page) {
        return batches.page(FIRST_OF_NOTICE, Map.of("notice", notice), city, page);
    }
}
