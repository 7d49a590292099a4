package io.communitycloud.exchange.maintenance;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.maintenance.WindowEvent.MaintenanceWindowChanged;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.PersistenceCreator;

/** A time in which something is not to be called, and why. */
@AggregateRoot(collection = "maintenance_windows", topic = "gateway.maintenance-windows.v1", compacted = true)
final class MaintenanceWindow extends Aggregate {

    private static final Refusal OVER = Refusal.of("maintenance-over", Refusal.Kind.CONFLICT);

    private final MaintenanceKind kind;
    private final String target;
    private final Instant from;
    private final Instant until;
    private final ReasonTexts reason;
    private final String announcedBy;
    private boolean ended;

    @PersistenceCreator
    MaintenanceWindow(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            MaintenanceKind kind,
            String target,
            Instant from,
            Instant until,
            ReasonTexts reason,
            String announcedBy) {
        super(id, area, scope, createdAt);
        this.kind = kind;
        this.target = target;
        this.from = from;
        this.until = until;
        this.reason = reason;
        this.announcedBy = announcedBy;
    }

    /** Announces a window. */
    static MaintenanceWindow announce(
            String id,
            String city,
            MaintenanceKind kind,
            String target,
            Instant from,
            Instant until,
            ReasonTexts reason,
            String by,
            Instant now) {
        MaintenanceWindow window =
                new MaintenanceWindow(id, city, List.of(city), now, kind, target, from, until, reason, by);
        window.register(window.state());
        return window;
    }

    /** Why, for the public, in both languages. */
    public record ReasonTexts(String zh, String en) {}

    /**
     * Ends it before its time.
     *
     * @throws Refused 409 where it is over
     */
    void end(Instant now) {
        if (ended || !now.isBefore(until)) {
            throw new Refused(OVER);
        }
        ended = true;
        register(state());
    }

    /** Whether it holds now. */
    public boolean holds(Instant now) {
        return !ended && !now.isBefore(from) && now.isBefore(until);
    }

    @Override
    public DomainEvent state() {
        return new MaintenanceWindowChanged(id(), area(), kind, target, from, until, reason.zh(), reason.en(), ended);
    }

    public MaintenanceKind kind() {
        return kind;
    }

    public String target() {
        return target;
    }

    public Instant from() {
        return from;
    }

    public Instant until() {
        return until;
    }

    public ReasonTexts reason() {
        return reason;
    }

    String announcedBy() {
        return announcedBy;
    }

    boolean isEnded() {
        return ended;
    }
}
