package io.communitycloud.emergency.level;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a level cannot be declared as asked. */
enum LevelRefusal implements Refusal {

    /** History is not rewritten. */
    BEFORE_THE_LAST("level-before-the-last", Kind.RULE, "/since"),
    /** A level is declared from now or before, never ahead: whoever reads it acts at once. */
    IN_THE_FUTURE("level-in-the-future", Kind.RULE, "/since"),
    /** It is that level already. */
    UNCHANGED("level-unchanged", Kind.CONFLICT, "/level"),
    /** The region has a history for this type: change it. */
    DECLARED_ALREADY("level-declared-already", Kind.CONFLICT, null);

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    LevelRefusal(String code, Kind kind, @Nullable String pointer) {
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
