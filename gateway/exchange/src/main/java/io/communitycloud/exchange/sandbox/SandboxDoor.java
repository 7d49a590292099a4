package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.grant.GrantedFields;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks what a bureau may play with: what it was granted, and what it waits for. */
@Component
class SandboxDoor {

    private final GrantedFields granted;

    SandboxDoor(GrantedFields granted) {
        this.granted = granted;
    }

    /**
     * The members of an answer that the bureau has asked for.
     *
     * @throws Refused 403 where it has not asked for the operation
     */
    Set<String> fields(Caller caller, String operation) {
        return granted.inSandbox(bureau(caller), operation)
                .orElseThrow(() -> new Refused(SandboxRefusal.NOT_ASKED_FOR.with("operation", operation)));
    }

    static String bureau(Caller caller) {
        String bureau = caller.bureau();
        if (bureau == null) {
            throw new Refused(SandboxRefusal.FORBIDDEN);
        }
        return bureau;
    }
}
