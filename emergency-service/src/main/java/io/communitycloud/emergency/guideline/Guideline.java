package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.guideline.GuidelineEvent.GuidelineAsIs;
import io.communitycloud.emergency.guideline.GuidelineEvent.GuidelineIssued;
import io.communitycloud.emergency.level.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * An edition of a guideline (导则), bound to a level: what is to be done in each type of compound.
 *
 * <p>An edition never changes. The next one for the same level takes its place from its first moment on; what was in force
 * before stays readable. An edition for an exercise is in force nowhere and shown to nobody outside.
 */
@AggregateRoot(collection = "guidelines", topic = "emergency.guidelines.v1")
public final class Guideline extends Aggregate {

    private final String incidentType;
    private final Level level;
    private final String edition;
    private final Instant validFrom;
    private final List<Measure> measures;
    private final @Nullable String authority;
    private final @Nullable String document;
    private final @Nullable LegalBasis legalBasis;
    private boolean exercise;

    @PersistenceCreator
    Guideline(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String incidentType,
            Level level,
            String edition,
            Instant validFrom,
            List<Measure> measures,
            @Nullable String authority,
            @Nullable String document,
            @Nullable LegalBasis legalBasis) {
        super(id, area, scope, createdAt);
        this.incidentType = incidentType;
        this.level = level;
        this.edition = edition;
        this.validFrom = validFrom;
        this.measures = List.copyOf(measures);
        this.authority = authority;
        this.document = document;
        this.legalBasis = legalBasis;
    }

    /** Tells that it was issued; called once, on a new one. */
    Guideline issued() {
        return issued(false);
    }

    /** As {@link #issued()}, in force or for an exercise. */
    Guideline issued(boolean forExercise) {
        exercise = forExercise;
        register(new GuidelineIssued(id(), area(), incidentType, level, edition, validFrom, exercise));
        return this;
    }

    /** What is to be done in a type of compound. */
    List<Measure> measuresFor(String areaType) {
        return measures.stream().filter(measure -> measure.isFor(areaType)).toList();
    }

    String incidentType() {
        return incidentType;
    }

    Level level() {
        return level;
    }

    String edition() {
        return edition;
    }

    Instant validFrom() {
        return validFrom;
    }

    List<Measure> measures() {
        return measures;
    }

    @Nullable
    String authority() {
        return authority;
    }

    @Nullable
    String document() {
        return document;
    }

    @Nullable
    LegalBasis legalBasis() {
        return legalBasis;
    }

    boolean exercise() {
        return exercise;
    }

    @Override
    public DomainEvent state() {
        return new GuidelineAsIs(id(), area(), incidentType, level, edition, validFrom, exercise);
    }
}
