package io.communitycloud.team.need;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a need cannot be published, signed up for or left as asked. */
public enum NeedRefusal implements Refusal {
    ENDS_BEFORE_IT_BEGINS("need-ends-before-it-begins", Kind.RULE, "/to"),

    BEGINS_IN_THE_PAST("need-begins-in-the-past", Kind.RULE, "/from"),

    CANCELLED("need-cancelled", Kind.CONFLICT, null),

    OVER("need-over", Kind.CONFLICT, null),

    NOT_BEGUN("need-not-begun", Kind.CONFLICT, null),

    ALREADY_SIGNED_UP("already-signed-up", Kind.CONFLICT, "/volunteerId"),

    NOT_SIGNED_UP("not-signed-up", Kind.CONFLICT, "/volunteerId"),

    SKILL_MISSING("skill-missing", Kind.RULE, "/volunteerId"),

    OUTSIDE_SERVICE_AREA("need-outside-service-area", Kind.RULE, "/volunteerId"),

    WAITING_LIST_FULL("waiting-list-full", Kind.RULE, null);

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    NeedRefusal(String code, Kind kind, @Nullable String pointer) {
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
