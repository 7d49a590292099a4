package io.communitycloud.exchange.migration;

import io.communitycloud.common.web.Refusal;
import java.util.List;
import java.util.Map;

/**
 * An operation cannot end while bureaus call it.
 *
 * @param bureaus who still does
 */
record StillCalled(List<String> bureaus) implements Refusal {

    @Override
    public String code() {
        return "still-called";
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("bureaus", String.join(", ", bureaus));
    }
}
