package io.communitycloud.team.hours;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why hours cannot be reported, confirmed, disputed or settled as asked. */
public enum HoursRefusal implements Refusal {
    /** What has not been done yet cannot be reported. */
    TO_COME("hours-to-come", Kind.RULE, "/on"),

    /** Nobody confirms what she reported herself. */
    OWN_REPORT("hours-own-report", Kind.RULE, null),

    NOT_OPEN("hours-not-open", Kind.CONFLICT, null),

    NOT_DISPUTED("hours-not-disputed", Kind.CONFLICT, null);

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    HoursRefusal(String code, Kind kind, @Nullable String pointer) {
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
