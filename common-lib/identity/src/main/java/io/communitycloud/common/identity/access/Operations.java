package io.communitycloud.common.identity.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/** Which handlers are operations of ours, and by what name the law knows them. */
public final class Operations {

    private static final String OURS = "io.communitycloud.";
    private static final String PLUMBING = "io.communitycloud.common.";

    private Operations() {}

    /** The operation's id, the name of its handler method; null for handlers that are no operation of ours. */
    public static @Nullable String idOf(@Nullable Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return null;
        }
        String type = method.getBeanType().getName();
        return type.startsWith(OURS) && !type.startsWith(PLUMBING)
                ? method.getMethod().getName()
                : null;
    }
}
