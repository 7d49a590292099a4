package io.communitycloud.common.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the access law: who may call an operation, within what, and for what purposes.
 *
 * @param operationId name of the handler method, unique over the platform
 * @param service the context that serves it, such as {@code resident}
 * @param purposes the purposes of which one must be stated; empty where none is needed
 * @param unmask who sees personal data in clear, null where nobody does
 */
public record Access(
        String operationId,
        String service,
        Set<String> roles,
        ScopeKind scope,
        Set<String> purposes,
        @Nullable Unmask unmask) {

    public Access {
        roles = Set.copyOf(roles);
        purposes = Set.copyOf(purposes);
    }

    /** The roles and purposes that together open personal data; both are needed. */
    public record Unmask(Set<String> roles, Set<String> purposes) {

        public Unmask {
            roles = Set.copyOf(roles);
            purposes = Set.copyOf(purposes);
        }
    }
}
