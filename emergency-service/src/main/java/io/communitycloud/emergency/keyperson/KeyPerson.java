package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.keyperson.KeyPersonEvent.KeyPersonAnswered;
import io.communitycloud.emergency.keyperson.KeyPersonEvent.KeyPersonReassigned;
import io.communitycloud.emergency.keyperson.KeyPersonEvent.KeyPersonState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A person to be looked for (摸排), with the committee that looks for her.
 *
 * <p>Name, number, phone and address are enciphered; who she is among the residents is an id.
 */
@AggregateRoot(collection = "key_persons", topic = "emergency.key-persons.v1")
public final class KeyPerson extends Aggregate {

    private final String list;
    private final String bureau;
    private final String taskId;
    private final int row;
    private final boolean exercise;
    private final SealedPerson person;
    private final MatchedBy matchedBy;
    private final @Nullable String resident;
    private final @Nullable String household;
    private final @Nullable String fromArea;
    private final @Nullable String policyId;
    private final Instant arrivedAt;
    private final Instant due;
    private State state;
    private List<Assignment> assignments = List.of();
    private @Nullable Answer answer;

    /** Whether anybody has answered for her. */
    public enum State {
        OPEN,
        ANSWERED
    }

    /** What a committee found out. */
    public enum Outcome {
        /** She is there, and under observation or in quarantine. */
        UNDER_OBSERVATION,
        /** She is there; nothing is to be done. */
        FOUND,
        /** She lives there and is away from the city. */
        AWAY,
        /** She moved away. */
        MOVED,
        /** Nobody there knows her. */
        NOT_FOUND,
        /** She refuses, and help is needed. */
        REFUSED
    }

    /**
     * What a committee found out about her.
     *
     * @param orderId the quarantine order that follows, where one does
     */
    record Answer(
            Outcome outcome,
            @Nullable String orderId,
            @Nullable String note,
            String by,
            Instant at) {}

    /** That she was handed to another area. */
    record Assignment(String from, String to, String reason, String by, Instant at) {}

    @PersistenceCreator
    KeyPerson(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String list,
            String bureau,
            String taskId,
            int row,
            boolean exercise,
            SealedPerson person,
            MatchedBy matchedBy,
            @Nullable String resident,
            @Nullable String household,
            @Nullable String fromArea,
            @Nullable String policyId,
            Instant arrivedAt,
            Instant due,
            State state) {
        super(id, area, scope, createdAt);
        this.list = list;
        this.bureau = bureau;
        this.taskId = taskId;
        this.row = row;
        this.exercise = exercise;
        this.person = person;
        this.matchedBy = matchedBy;
        this.resident = resident;
        this.household = household;
        this.fromArea = fromArea;
        this.policyId = policyId;
        this.arrivedAt = arrivedAt;
        this.due = due;
        this.state = state;
    }

    /**
     * Answers for her.
     *
     * @throws Refused where somebody did already
     */
    void answer(Answer given) {
        if (state == State.ANSWERED) {
            throw new Refused(KeyPersonRefusal.ANSWERED_ALREADY);
        }
        state = State.ANSWERED;
        answer = given;
        register(new KeyPersonAnswered(id(), list, bureau, taskId, area(), exercise, given.outcome()));
    }

    /**
     * Hands her to another area; her clock runs on.
     *
     * @param path the codes from the city down to that area
     * @throws Refused where somebody answered for her already, or she is there
     */
    void assign(String to, List<String> path, String reason, String by, Instant now) {
        if (state == State.ANSWERED) {
            throw new Refused(KeyPersonRefusal.ANSWERED_ALREADY);
        }
        if (to.equals(area())) {
            throw new Refused(KeyPersonRefusal.THERE_ALREADY);
        }
        List<Assignment> all = new ArrayList<>(assignments);
        all.add(new Assignment(area(), to, reason, by, now));
        assignments = List.copyOf(all);
        register(new KeyPersonReassigned(id(), list, bureau, taskId, area(), to, exercise));
        relocate(to, scope(path, bureau));
    }

    static List<String> scope(List<String> path, String bureau) {
        List<String> scope = new ArrayList<>(path);
        scope.add("bureau:" + bureau);
        return scope;
    }

    String list() {
        return list;
    }

    String bureau() {
        return bureau;
    }

    String taskId() {
        return taskId;
    }

    int row() {
        return row;
    }

    boolean exercise() {
        return exercise;
    }

    SealedPerson person() {
        return person;
    }

    MatchedBy matchedBy() {
        return matchedBy;
    }

    @Nullable
    String resident() {
        return resident;
    }

    @Nullable
    String household() {
        return household;
    }

    @Nullable
    String fromArea() {
        return fromArea;
    }

    @Nullable
    String policyId() {
        return policyId;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    Instant due() {
        return due;
    }

    State progress() {
        return state;
    }

    List<Assignment> assignments() {
        return assignments;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    @Override
    public DomainEvent state() {
        return new KeyPersonState(
                id(), list, bureau, taskId, area(), exercise, state, answer == null ? null : answer.outcome());
    }
}
