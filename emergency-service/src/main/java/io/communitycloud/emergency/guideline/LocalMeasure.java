package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.guideline.GuidelineEvent.LocalMeasureAsIs;
import io.communitycloud.emergency.guideline.GuidelineEvent.LocalMeasureIssued;
import io.communitycloud.emergency.guideline.GuidelineEvent.LocalMeasureLifted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** What an area adds to the guideline for its compounds of a type; never stricter than the rule unless authorised. */
@AggregateRoot(collection = "local_measures", topic = "emergency.local-measures.v1")
public final class LocalMeasure extends Aggregate {

    private final String compoundType;
    private final Topic topic;
    private final Stance stance;
    private final String text;
    private final Stance rule;
    private final String ruleMeasure;
    private final @Nullable LegalBasis legalBasis;
    private final @Nullable Authorisation authorisation;
    private final String by;
    private boolean exercise;
    private @Nullable Instant liftedAt;

    @PersistenceCreator
    LocalMeasure(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String compoundType,
            Topic topic,
            Stance stance,
            String text,
            Stance rule,
            String ruleMeasure,
            @Nullable LegalBasis legalBasis,
            @Nullable Authorisation authorisation,
            String by) {
        super(id, area, scope, createdAt);
        this.compoundType = compoundType;
        this.topic = topic;
        this.stance = stance;
        this.text = text;
        this.rule = rule;
        this.ruleMeasure = ruleMeasure;
        this.legalBasis = legalBasis;
        this.authorisation = authorisation;
        this.by = by;
    }

    /**
     * Issues a measure.
     *
     * @param known the rule in force, nothing where none is known: then whatever is not open is stricter
     * @param mayAuthorise whether whoever issues it may authorise what is stricter
     * @throws Refused where it is stricter than the rule, and not authorised by somebody who may, or rests on no law in
     *     force
     */
    static LocalMeasure issue(
            String id,
            String area,
            List<String> path,
            String compoundType,
            Topic topic,
            Stance stance,
            String text,
            Optional<Strictness.Rule> known,
            @Nullable LegalBasis legalBasis,
            @Nullable Authorisation authorisation,
            boolean mayAuthorise,
            String by,
            boolean exercise,
            Instant now) {
        Stance rule = known.map(Strictness.Rule::stance).orElse(Stance.OPEN);
        String measure = known.map(Strictness.Rule::measure).orElse(LegalBasis.UNKNOWN);
        if (stance.isStricterThan(rule)) {
            if (authorisation == null) {
                throw new Refused(new GuidelineRefusal.StricterThanRule(stance, rule, measure));
            }
            if (!mayAuthorise) {
                throw new Refused(GuidelineRefusal.Plain.NOT_YOURS_TO_AUTHORISE);
            }
            if (legalBasis == null || !legalBasis.inForce(now)) {
                throw new Refused(GuidelineRefusal.Plain.NO_BASIS_IN_FORCE);
            }
        }
        LocalMeasure issued = new LocalMeasure(
                id, area, path, now, compoundType, topic, stance, text, rule, measure, legalBasis, authorisation, by);
        issued.exercise = exercise;
        issued.register(new LocalMeasureIssued(id, area, compoundType, topic, stance, issued.isStricter(), exercise));
        return issued;
    }

    /** Lifts it. */
    void lift(Instant now) {
        if (liftedAt != null) {
            throw new Refused(GuidelineRefusal.Plain.LIFTED_ALREADY);
        }
        liftedAt = now;
        register(new LocalMeasureLifted(id(), area(), exercise));
    }

    boolean isStricter() {
        return stance.isStricterThan(rule);
    }

    String compoundType() {
        return compoundType;
    }

    Topic topic() {
        return topic;
    }

    Stance stance() {
        return stance;
    }

    String text() {
        return text;
    }

    Stance rule() {
        return rule;
    }

    String ruleMeasure() {
        return ruleMeasure;
    }

    @Nullable
    LegalBasis legalBasis() {
        return legalBasis;
    }

    @Nullable
    Authorisation authorisation() {
        return authorisation;
    }

    boolean exercise() {
        return exercise;
    }

    String by() {
        return by;
    }

    @Nullable
    Instant liftedAt() {
        return liftedAt;
    }

    @Override
    public DomainEvent state() {
        return new LocalMeasureAsIs(
                id(), area(), compoundType, topic, stance, isStricter(), liftedAt != null, exercise);
    }
}
