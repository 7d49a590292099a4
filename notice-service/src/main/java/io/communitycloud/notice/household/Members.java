package io.communitycloud.notice.household;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Projection;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.access.Scopes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Which household a resident belongs to, after the events of the resident service. */
@Repository
public class Members implements Scopes.HouseholdScope {

    private final Projection<Member> members;

    Members(MongoTemplate mongo) {
        this.members = new Projection<>(Member.class, "members", mongo);
    }

    /** Remembers where a resident belongs; null where nowhere. */
    void belongs(EventMeta event, @Nullable String household) {
        members.put(event, new Member(event.subject(), household));
    }

    @Override
    public Optional<Scope> of(String residentId) {
        return members.find(residentId).map(Member::household).map(household -> Scope.of("household", household));
    }

    /** A resident and her household. */
    record Member(@Id String id, @Nullable String household) {}
}
