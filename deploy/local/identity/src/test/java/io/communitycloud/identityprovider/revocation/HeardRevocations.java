package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.IdentitySettings;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A feed whose broker is there, is away, or is looked for in truth, as a test wants it. */
@TestConfiguration(proxyBeanMethods = false)
public class HeardRevocations {

    /** How the broker is. */
    public enum Broker {
        THERE,
        AWAY,
        LOOKED_FOR
    }

    private static final Set<String> HEARD = new ConcurrentSkipListSet<>();

    private static volatile Broker broker = Broker.LOOKED_FOR;

    public static void set(Broker wanted) {
        broker = wanted;
        HEARD.clear();
    }

    /** Keys of what was announced since the broker was set. */
    public static Set<String> heard() {
        return Set.copyOf(HEARD);
    }

    @Bean
    @Primary
    RevocationFeed hearingFeed(IdentitySettings settings) {
        return new RevocationFeed(settings) {
            @Override
            void announce(String key, Instant until) throws FeedUnavailable {
                switch (broker) {
                    case THERE -> HEARD.add(key);
                    case AWAY -> throw new FeedUnavailable();
                    case LOOKED_FOR -> super.announce(key, until);
                }
            }
        };
    }
}
