package io.communitycloud.edge.partner;

import io.communitycloud.edge.validation.Contracts;
import io.communitycloud.edge.validation.PublishedOperation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Names the operation of a call after the published OpenAPI documents; of a legacy system's by system and operation. */
@Component
public class Operations {

    private static final String LEGACY = "/legacy/";

    private final Contracts contracts;

    public Operations(Contracts contracts) {
        this.contracts = contracts;
    }

    /** The operation's id, or {@code legacy/<system>/<operation>}; empty where no document knows the path. */
    public Optional<String> of(String method, String path) {
        if (path.startsWith(LEGACY) && path.chars().filter(each -> each == '/').count() == 3) {
            return Optional.of(path.substring(1));
        }
        return contracts.find(method, path).map(PublishedOperation::id);
    }
}
