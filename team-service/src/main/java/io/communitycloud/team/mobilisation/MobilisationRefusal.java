package io.communitycloud.team.mobilisation;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why teams cannot be called, or a call not be answered, as asked. */
public enum MobilisationRefusal implements Refusal {

    /** The area has no active team of these kinds with somebody to lead it. */
    NO_TEAM("no-team-to-call", Kind.CONFLICT, "/kinds"),

    /** There are such teams, but all of them are called away. */
    ALL_ENGAGED("all-teams-engaged", Kind.CONFLICT, "/kinds"),

    DUE_IN_THE_PAST("due-in-the-past", Kind.RULE, "/due"),

    /** It was stood down, or never began. */
    OVER("mobilisation-over", Kind.CONFLICT, null),

    NOT_CALLED("team-not-called", Kind.CONFLICT, "/teamId"),

    ALREADY_ANSWERED("call-already-answered", Kind.CONFLICT, "/answer"),

    /** A team is at one place at a time. */
    ENGAGED_ELSEWHERE("team-engaged-elsewhere", Kind.CONFLICT, "/teamId"),

    /** Only who names a stand-in names one. */
    STAND_IN_NAMED_WRONGLY("stand-in-named-wrongly", Kind.RULE, "/standInTeamId"),

    /** It is not an active team of the area and the kinds, or was called itself. */
    STAND_IN_UNFIT("stand-in-unfit", Kind.RULE, "/standInTeamId");

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    MobilisationRefusal(String code, Kind kind, @Nullable String pointer) {
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
