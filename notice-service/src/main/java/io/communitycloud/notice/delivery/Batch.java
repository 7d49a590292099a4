package io.communitycloud.notice.delivery;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.notice.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A part of a notice's frozen audience: some hundred households whose deliveries are created and counted together.
 *
 * <p>Its id is the notice's with its number. It holds the list until the deliveries are there. Its counts always add up to
 * what was accepted: they are written whole, as counted.
 */
@AggregateRoot(collection = "batches", topic = "notice.batches.v1")
final class Batch extends Aggregate {

    private final String notice;
    private final int number;
    private final String lastHousehold;
    private final int households;
    private Stage stage;
    private List<Addressee> addressees;
    private long accepted;
    private Tally tally;

    /** As in the notice. */
    private @Nullable String activation;

    private @Nullable String step;
    private boolean exercise;

    @PersistenceCreator
    Batch(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String notice,
            int number,
            String lastHousehold,
            int households,
            Stage stage,
            List<Addressee> addressees,
            Tally tally) {
        super(id, area, scope, createdAt);
        this.notice = notice;
        this.number = number;
        this.lastHousehold = lastHousehold;
        this.households = households;
        this.stage = stage;
        this.addressees = List.copyOf(addressees);
        this.tally = tally;
    }

    /** Writes down the next part of a notice's audience. */
    static Batch plan(Notice notice, int number, List<Addressee> addressees, Instant now) {
        Batch planned = new Batch(
                idOf(notice.id(), number),
                notice.area(),
                notice.scope(),
                now,
                notice.id(),
                number,
                addressees.getLast().household(),
                addressees.size(),
                Stage.PLANNED,
                addressees,
                Tally.NONE);
        planned.activation = notice.activation();
        planned.step = notice.step();
        planned.exercise = notice.content().exercise();
        return planned;
    }

    /** Sorts by number up to a million batches, enough for every household of the city. */
    static String idOf(String notice, int number) {
        return String.format(Locale.ROOT, "%s-%06d", notice, number);
    }

    /** The number within an id. */
    static int numberOf(String id) {
        return Integer.parseInt(id, id.lastIndexOf('-') + 1, id.length(), 10);
    }

    /** Accepts the deliveries, now that all of them are there. */
    void accept(long deliveries) {
        stage = Stage.ACCEPTED;
        accepted = deliveries;
        tally = Tally.queued(deliveries);
        addressees = List.of();
        register(new BatchAccepted(id(), notice, activation, step, area(), exercise, number, households, accepted));
    }

    /**
     * Takes over what was counted.
     *
     * @throws UnevenTally where the states do not add up to what was accepted
     */
    void count(Tally counted) {
        if (counted.sum() != accepted) {
            throw new UnevenTally(id(), accepted, counted);
        }
        tally = counted;
        if (counted.atRest() && stage == Stage.ACCEPTED) {
            stage = Stage.DELIVERED;
            register(new BatchDelivered(
                    id(),
                    notice,
                    activation,
                    step,
                    area(),
                    exercise,
                    number,
                    accepted,
                    counted.delivered() + counted.read(),
                    counted.failed(),
                    counted.suppressed()));
        }
    }

    String notice() {
        return notice;
    }

    int number() {
        return number;
    }

    Stage stage() {
        return stage;
    }

    /** The frozen list while the deliveries are yet to be created, empty afterwards. */
    List<Addressee> addressees() {
        return addressees;
    }

    /** Where the next batch goes on. */
    String lastHousehold() {
        return lastHousehold;
    }

    int households() {
        return households;
    }

    long accepted() {
        return accepted;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public DomainEvent state() {
        return new BatchState(
                id(), notice, activation, step, area(), exercise, number, households, accepted, stage, tally);
    }

    /** Where a batch stands. */
    enum Stage {
        /** Its list is frozen; its deliveries are being created. */
        PLANNED,
        /** Its deliveries are there. */
        ACCEPTED,
        /** All of them came to rest. */
        DELIVERED
    }

    /** The deliveries of a batch are there: from here on they are answered for. */
    @EventType("communitycloud.notice.batch-accepted.v1")
    record BatchAccepted(
            String batchId,
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            int number,
            int households,
            long accepted)
            implements DomainEvent {}

    /** All deliveries of a batch came to rest; how many of them arrived, failed or were not sent any more. */
    @EventType("communitycloud.notice.batch-delivered.v1")
    record BatchDelivered(
            String batchId,
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            int number,
            long accepted,
            long delivered,
            long failed,
            long suppressed)
            implements DomainEvent {}

    /** A batch as it is, for projections that begin anew. */
    @EventType("communitycloud.notice.batch-state.v1")
    record BatchState(
            String batchId,
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            int number,
            int households,
            long accepted,
            Stage stage,
            Tally tally)
            implements DomainEvent {}
}
