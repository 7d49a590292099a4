package io.communitycloud.common.events.autoconfigure;

import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.events.lamp.Lamp;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.events.store.Projection;
import io.communitycloud.common.identity.autoconfigure.IdentityAutoConfiguration;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A service that listens to its own lamps; nobody calls it, so it needs no identity. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = IdentityAutoConfiguration.class)
class StreetService {

    @Bean
    Aggregates<Lamp> lamps(AggregateStores stores) {
        return stores.of(Lamp.class, List.of(Listing.newestFirst()));
    }

    /** Remembers how bright each lamp is, and in which trace it heard of it. */
    @Listens(Lamp.TOPIC)
    static class LampListener {

        final Projection<Seen> seen;
        final Map<String, String> traces = new ConcurrentHashMap<>();
        final Set<String> poison = ConcurrentHashMap.newKeySet();
        private final Tracer tracer;

        LampListener(MongoTemplate mongo, Tracer tracer) {
            this.seen = new Projection<>(Seen.class, "seen_lamps", mongo);
            this.tracer = tracer;
        }

        record Seen(String id, int brightness) {}

        record Facts(
                String lamp,
                @org.jspecify.annotations.Nullable Integer brightness) {}

        @On({
            "communitycloud.street.lamp-erected.v1",
            "communitycloud.street.lamp-dimmed.v1",
            "communitycloud.street.lamp-state.v1"
        })
        void changed(Facts event, EventMeta meta) {
            if (poison.contains(event.lamp())) {
                throw new IllegalArgumentException("no such lamp");
            }
            Span span = tracer.currentSpan();
            if (span != null) {
                traces.put(meta.id(), span.context().traceId());
                traces.put(event.lamp(), span.context().traceId());
            }
            int brightness = event.brightness() == null ? 0 : event.brightness();
            seen.change(meta, Updates.set("brightness", brightness));
        }

        int brightnessOf(String lamp) {
            return seen.find(lamp).map(Seen::brightness).orElse(-1);
        }
    }
}
