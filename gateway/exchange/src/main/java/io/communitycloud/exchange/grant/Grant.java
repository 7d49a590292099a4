package io.communitycloud.exchange.grant;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.grant.GrantEvent.GrantChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** Operations that a partner may call, by which agreement, what it gets to see, and until when. */
@AggregateRoot(collection = "grants", topic = "gateway.grants.v1", compacted = true)
final class Grant extends Aggregate {

    private final String partnerId;
    private final String bureau;
    private final String agreement;
    private final List<String> operations;
    private final List<String> fields;
    private final Instant until;
    private final String askedBy;
    private GrantState state = GrantState.ASKED;
    private @Nullable String decidedBy;
    private @Nullable String reason;

    @PersistenceCreator
    Grant(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String partnerId,
            String bureau,
            String agreement,
            List<String> operations,
            List<String> fields,
            Instant until,
            String askedBy) {
        super(id, area, scope, createdAt);
        this.partnerId = partnerId;
        this.bureau = bureau;
        this.agreement = agreement;
        this.operations = List.copyOf(operations);
        this.fields = List.copyOf(fields);
        this.until = until;
        this.askedBy = askedBy;
    }

    /** Asks for operations; nothing may be called until somebody else has allowed them. */
    static Grant ask(String id, String city, String partnerId, String bureau, Wanted wanted, String by, Instant now) {
        Grant grant = new Grant(
                id,
                city,
                List.of(city, "bureau:" + bureau),
                now,
                partnerId,
                bureau,
                wanted.agreement(),
                wanted.operations(),
                wanted.fields(),
                wanted.until(),
                by);
        grant.register(grant.state());
        return grant;
    }

    /** What is asked for. */
    record Wanted(String agreement, List<String> operations, List<String> fields, Instant until) {}

    /**
     * Allows it.
     *
     * @throws Refused 409 where it was decided before or its end has come, 422 where whoever asked allows
     */
    void allow(String by, Instant now) {
        if (!now.isBefore(until)) {
            throw new Refused(GrantRefusal.WRONG_STATE);
        }
        if (askedBy.equals(by)) {
            throw new Refused(GrantRefusal.SAME_PERSON);
        }
        become(GrantState.ASKED, GrantState.ALLOWED, by, null);
    }

    void refuse(String because, String by) {
        become(GrantState.ASKED, GrantState.REFUSED, by, because);
    }

    /** Takes an allowed one back at once. */
    void withdraw(String because, String by) {
        become(GrantState.ALLOWED, GrantState.WITHDRAWN, by, because);
    }

    private void become(GrantState from, GrantState to, String by, @Nullable String because) {
        if (state != from) {
            throw new Refused(GrantRefusal.WRONG_STATE);
        }
        state = to;
        decidedBy = by;
        reason = because;
        register(state());
    }

    /** Whether an operation may be called now. */
    boolean covers(String operation, Instant now) {
        return state == GrantState.ALLOWED && now.isBefore(until) && operations.contains(operation);
    }

    /** Whether an operation may be tried in the sandbox now: what is allowed, and what is asked for. */
    boolean coversInSandbox(String operation, Instant now) {
        boolean open = state == GrantState.ALLOWED || state == GrantState.ASKED;
        return open && now.isBefore(until) && operations.contains(operation);
    }

    @Override
    public DomainEvent state() {
        return new GrantChanged(id(), area(), partnerId, bureau, agreement, operations, fields, until, state);
    }

    String partnerId() {
        return partnerId;
    }

    String bureau() {
        return bureau;
    }

    String agreement() {
        return agreement;
    }

    List<String> operations() {
        return operations;
    }

    List<String> fields() {
        return fields;
    }

    Instant until() {
        return until;
    }

    String askedBy() {
        return askedBy;
    }

    GrantState grantState() {
        return state;
    }

    @Nullable
    String decidedBy() {
        return decidedBy;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
