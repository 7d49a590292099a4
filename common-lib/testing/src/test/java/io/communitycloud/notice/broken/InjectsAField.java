package io.communitycloud.notice.broken;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

final class InjectsAField {

    @Autowired
    private @Nullable String injected;

    @Nullable
    String value() {
        return injected;
    }
}
