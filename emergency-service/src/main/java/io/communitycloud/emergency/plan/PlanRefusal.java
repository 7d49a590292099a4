package io.communitycloud.emergency.plan;

import io.communitycloud.common.web.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a plan cannot be written or approved as asked. */
sealed interface PlanRefusal extends Refusal {

    /** The version is not in the state that the act begins from. */
    record VersionStateForbids(PlanVersion.Status state, PlanVersion.Status wanted) implements PlanRefusal {
        @Override
        public String code() {
            return "plan-version-state-forbids";
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

    /** A refusal without arguments. */
    enum Plain implements PlanRefusal {
        /** The author, the one who reviews and the one who approves are three persons. */
        SAME_PERSON("plan-same-person", Kind.RULE, null),
        /** Another version is still being written. */
        DRAFT_OPEN("plan-draft-open", Kind.CONFLICT, null),
        /** Two steps have the same id. */
        STEP_TWICE("plan-step-twice", Kind.RULE, "/steps");

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
