package io.communitycloud.exchange.migration;

import io.communitycloud.common.web.Refusal;
import java.util.Map;

/** An operation cannot end before what takes its place is there. */
record NotBuilt(String replacement) implements Refusal {

    @Override
    public String code() {
        return "replacement-not-published";
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("replacement", replacement);
    }
}
