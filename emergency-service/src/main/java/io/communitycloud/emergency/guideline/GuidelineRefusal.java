package io.communitycloud.emergency.guideline;

import io.communitycloud.common.web.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a committee's own measure cannot be issued or lifted. */
sealed interface GuidelineRefusal extends Refusal {

    /**
     * It is stricter than the rule (一刀切) and nobody above authorised it.
     *
     * @param rule how strict the rule is
     * @param measure the measure that says so; unknown where there is none
     */
    record StricterThanRule(Stance wanted, Stance rule, String measure) implements GuidelineRefusal {
        @Override
        public String code() {
            return "stricter-than-rule";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("wanted", wanted.name(), "rule", rule.name(), "measure", measure);
        }

        @Override
        public String pointer() {
            return "/stance";
        }
    }

    /** A refusal without arguments. */
    enum Plain implements GuidelineRefusal {
        /** What is stricter than the rule is authorised by the district or the city. */
        NOT_YOURS_TO_AUTHORISE("not-yours-to-authorise", Kind.RULE, "/authorisation"),
        /** What is stricter than the rule rests on a law in force, or is not issued. */
        NO_BASIS_IN_FORCE("no-basis-in-force", Kind.RULE, "/legalBasis"),
        /** It was lifted already. */
        LIFTED_ALREADY("local-measure-lifted-already", Kind.CONFLICT, null);

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
