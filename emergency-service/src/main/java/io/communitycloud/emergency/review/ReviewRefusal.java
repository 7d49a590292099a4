package io.communitycloud.emergency.review;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a review cannot be written or a lesson settled as asked. */
enum ReviewRefusal implements Refusal {

    /** What goes on is not reviewed yet. */
    NOT_CLOSED("review-before-closing", Kind.CONFLICT, null),
    /** There is one that is not finished. */
    OPEN_ALREADY("review-open-already", Kind.CONFLICT, null),
    /** A review has no such lesson. */
    NO_SUCH_LESSON("lesson-unknown", Kind.NOT_FOUND, null),
    /** The lesson was settled before. */
    SETTLED("lesson-settled", Kind.CONFLICT, null),
    /** There is no such version, or it is older than the review. */
    NOT_IN_THAT_VERSION("lesson-not-in-that-version", Kind.RULE, "/planVersion");

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    ReviewRefusal(String code, Kind kind, @Nullable String pointer) {
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
