package io.communitycloud.common.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;

/**
 * The unit of consistency: one document that changes as a whole and registers what happened to it.
 *
 * <p>{@code scope} holds the codes of the aggregate's area and of all its ancestors and, where an aggregate belongs to
 * someone, keys such as {@code household:<id>}; whoever reads must hold one of them. {@code version} counts writes,
 * {@code sequence} counts events.
 */
public abstract class Aggregate {

    @Id
    private final String id;

    private long version;
    private long sequence;
    private String area;
    private List<String> scope;
    private final Instant createdAt;
    private Instant updatedAt;

    @Transient
    private final List<DomainEvent> registered = new ArrayList<>();

    protected Aggregate(String id, String area, List<String> scope, Instant createdAt) {
        this.id = id;
        this.area = area;
        this.scope = List.copyOf(scope);
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** The whole state as an event, for consumers that build their projection anew. */
    public abstract DomainEvent state();

    /** Registers an event, published once the aggregate is saved. */
    protected final void register(DomainEvent event) {
        registered.add(event);
    }

    /** Puts the aggregate under another area; {@code scope} includes the new area and its ancestors. */
    protected final void relocate(String newArea, List<String> newScope) {
        this.area = newArea;
        this.scope = List.copyOf(newScope);
    }

    public final String id() {
        return id;
    }

    /** The number of writes so far; 0 for one that was never saved. */
    public final long version() {
        return version;
    }

    /** The number of the last event this aggregate registered and saved. */
    public final long sequence() {
        return sequence;
    }

    /** The 12-digit code of the area the aggregate belongs to. */
    public final String area() {
        return area;
    }

    public final List<String> scope() {
        return scope;
    }

    public final Instant createdAt() {
        return createdAt;
    }

    public final Instant updatedAt() {
        return updatedAt;
    }

    /** The events registered since the aggregate was loaded, oldest first. */
    public final List<DomainEvent> registeredEvents() {
        return List.copyOf(registered);
    }

    /** Called by the store alone, once the write is acknowledged. */
    public final void saved(long newVersion, long newSequence, Instant at) {
        version = newVersion;
        sequence = newSequence;
        updatedAt = at;
        registered.clear();
    }
}
