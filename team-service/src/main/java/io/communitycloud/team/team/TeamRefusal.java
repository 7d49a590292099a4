package io.communitycloud.team.team;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a team cannot be founded, joined, led or dissolved as asked. */
public enum TeamRefusal implements Refusal {

    /** Another team of the area has this name. */
    NAME_TAKEN("team-name-taken", Kind.CONFLICT, "/name"),

    /** What is dissolved does nothing any more. */
    DISSOLVED("team-dissolved", Kind.CONFLICT, null),

    /** A team that was called and has not been let go cannot be dissolved. */
    MOBILISED("team-mobilised", Kind.CONFLICT, null),

    ALREADY_IN_TEAM("already-in-team", Kind.CONFLICT, "/residentId"),

    NOT_IN_TEAM("not-in-team", Kind.CONFLICT, "/residentId"),

    /** There is one leader; another is made by handing the team over. */
    HAS_A_LEADER("team-has-a-leader", Kind.CONFLICT, "/role"),

    /** Who leads hands over before she leaves. */
    LEADER_STAYS("leader-must-hand-over", Kind.CONFLICT, "/residentId"),

    FULL("team-full", Kind.RULE, null),

    /** Nobody of this id is in the register, as far as it is known here. */
    RESIDENT_UNKNOWN("resident-not-known", Kind.RULE, "/residentId"),

    /** Members live in the area of their team. */
    LIVES_ELSEWHERE("resident-lives-elsewhere", Kind.RULE, "/residentId"),

    /** What has not happened yet cannot be recorded. */
    ACTIVITY_TO_COME("activity-to-come", Kind.RULE, "/on");

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    TeamRefusal(String code, Kind kind, @Nullable String pointer) {
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
