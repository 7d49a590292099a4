package io.communitycloud.emergency.incident;

import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.web.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why something cannot be done to an incident. */
sealed interface IncidentRefusal extends Refusal {

    /** The life cycle has no way from its state to the one asked for. */
    record StateForbids(IncidentState state, IncidentState wanted) implements IncidentRefusal {
        @Override
        public String code() {
            return "incident-state-forbids";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("state", state.name(), "wanted", wanted.name());
        }
    }

    /** Its harm asks for a graver grade (State Council Decree 493). */
    record GradeTooMild(int grade, int least) implements IncidentRefusal {
        @Override
        public String code() {
            return "grade-too-mild";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("grade", grade, "least", least);
        }

        @Override
        public String pointer() {
            return "/grade";
        }
    }

    /** A higher level handles it. */
    record HandledAbove(Level level) implements IncidentRefusal {
        @Override
        public String code() {
            return "handled-above";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("level", level.name());
        }
    }

    /** The data ask for more before it is closed. */
    record ClosingReportIncomplete(List<String> missing) implements IncidentRefusal {
        @Override
        public String code() {
            return "closing-report-incomplete";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("missing", String.join(", ", missing));
        }
    }

    /** A refusal without arguments. */
    enum Plain implements IncidentRefusal {
        /** There is no level above the city. */
        AT_THE_TOP("already-at-the-top", Kind.CONFLICT, null),
        /** Nobody owes this report, or it was made. */
        NOTHING_OWED("report-not-owed", Kind.CONFLICT, "/deadline"),
        /** It was known in the future. */
        KNOWN_IN_THE_FUTURE("known-in-the-future", Kind.RULE, "/knownAt"),
        /** The reporter disagrees and nobody answered her. */
        REPORTER_UNANSWERED("reporter-unanswered", Kind.RULE, "/answerToReporter"),
        /** It cannot be joined to itself, to what is over, or to another kind of thing. */
        NOT_THE_SAME("not-the-same-incident", Kind.RULE, "/into"),
        /** It was joined to another already. */
        JOINED_ALREADY("incident-joined-already", Kind.CONFLICT, null),
        /** There are as many measures as an incident may have. */
        TOO_MANY_MEASURES("too-many-measures", Kind.RULE, null);

        private final String code;
        private final Kind kind;
        private final @Nullable String pointer;

        Plain(String code, Kind kind, @Nullable String pointer) {
            this.code = code;
            this.kind = kind;
            this.pointer = pointer;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public @Nullable String pointer() {
            return pointer;
        }
    }
}
