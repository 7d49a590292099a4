package io.communitycloud.emergency.level;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.level.ResponseLevelEvent.ResponseLevelAsIs;
import io.communitycloud.emergency.level.ResponseLevelEvent.ResponseLevelChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * The response level of a region for a type of incidents, with its whole history.
 *
 * <p>An exercise has a history of its own, kept out of the scope in which everybody reads levels: no question about what is
 * in force ever meets it, and whoever hears of it hears that it is one.
 */
@AggregateRoot(collection = "response_levels", topic = "emergency.response-levels.v1")
public final class ResponseLevel extends Aggregate {

    private static final String EXERCISE = ".exercise";

    private final String incidentType;
    private boolean exercise;
    private List<Declaration> history;

    @PersistenceCreator
    ResponseLevel(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String incidentType,
            List<Declaration> history) {
        super(id, area, scope, createdAt);
        this.incidentType = incidentType;
        this.history = List.copyOf(history);
    }

    static String idOf(String region, String incidentType) {
        return region + "." + incidentType;
    }

    /** The id of an exercise's own history. */
    static String idOfExercise(String region, String incidentType) {
        return idOf(region, incidentType) + EXERCISE;
    }

    /** Whether an id is that of an exercise's history. */
    static boolean isExercise(String id) {
        return id.endsWith(EXERCISE);
    }

    /** Begins the history of an exercise, visible to those only whose area contains the region. */
    static ResponseLevel beginExercise(
            String region, List<String> path, String incidentType, Declaration first, Instant now) {
        List<String> scope = path.stream()
                .map(code -> Exercises.within(Scope.area(code)).key())
                .toList();
        ResponseLevel level =
                new ResponseLevel(idOfExercise(region, incidentType), region, scope, now, incidentType, List.of(first));
        level.exercise = true;
        level.tell(Level.NONE, first);
        return level;
    }

    /** Begins a history. Of several declarations only the last is told: the others were over when it began here. */
    static ResponseLevel begin(
            String region, List<String> path, String incidentType, List<Declaration> declarations, Instant now) {
        ResponseLevel level =
                new ResponseLevel(idOf(region, incidentType), region, path, now, incidentType, declarations);
        Level before = declarations.size() < 2
                ? Level.NONE
                : declarations.get(declarations.size() - 2).level();
        level.tell(before, declarations.getLast());
        return level;
    }

    /**
     * Declares another level.
     *
     * @throws Refused where it would rewrite history, or change nothing
     */
    void declare(Declaration declaration, Instant now) {
        Declaration last = history.getLast();
        if (declaration.since().isAfter(now)) {
            throw new Refused(LevelRefusal.IN_THE_FUTURE);
        }
        if (!declaration.since().isAfter(last.since())) {
            throw new Refused(LevelRefusal.BEFORE_THE_LAST);
        }
        if (declaration.level() == last.level()) {
            throw new Refused(LevelRefusal.UNCHANGED);
        }
        List<Declaration> longer = new ArrayList<>(history);
        longer.add(declaration);
        history = List.copyOf(longer);
        tell(last.level(), declaration);
    }

    /** What was declared and in force at a moment; nothing before the first declaration. */
    Optional<Declaration> at(Instant moment) {
        return history.reversed().stream()
                .filter(each -> !each.since().isAfter(moment))
                .findFirst();
    }

    /** When what was in force at a moment ended, null while it is. */
    @Nullable
    Instant until(Declaration declaration) {
        int next = history.indexOf(declaration) + 1;
        return next < history.size() ? history.get(next).since() : null;
    }

    private void tell(Level from, Declaration to) {
        register(new ResponseLevelChanged(
                id(),
                area(),
                area(),
                incidentType,
                from,
                to.level(),
                to.since(),
                known(to.authority()),
                known(to.document()),
                exercise));
    }

    /** What is shown where nobody knows. */
    static String known(@Nullable String value) {
        return value == null ? LegalBasis.UNKNOWN : value;
    }

    boolean exercise() {
        return exercise;
    }

    String incidentType() {
        return incidentType;
    }

    List<Declaration> history() {
        return history;
    }

    @Override
    public DomainEvent state() {
        Declaration last = history.getLast();
        return new ResponseLevelAsIs(
                id(),
                area(),
                area(),
                incidentType,
                last.level(),
                last.since(),
                known(last.authority()),
                known(last.document()),
                exercise);
    }
}
