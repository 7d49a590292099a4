package io.communitycloud.exchange;

import io.communitycloud.common.testing.conventions.ApiConventions;
import java.util.Set;

/** The conventions of the API, tried on every operation of the exchange. */
@ExchangeTest
class ExchangeApiTest extends ApiConventions {

    /** What is brought there has the form of its system and is judged by its signature first: {@code InboxTest}. */
    @Override
    protected Set<String> exceptions() {
        return Set.of("pushToInbox");
    }
}
