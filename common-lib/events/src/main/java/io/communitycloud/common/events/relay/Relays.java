package io.communitycloud.common.events.relay;

import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.store.AggregateStores;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts the relay and the republication of a service together around one producer. */
public final class Relays {

    private final AggregateStores stores;
    private final MongoTemplate mongo;
    private final EventPublisher publisher;

    /** @param source the URI reference of the service in its events, for example {@code /resident-service} */
    public Relays(AggregateStores stores, MongoTemplate mongo, Producer<String, byte[]> producer, String source) {
        this.stores = stores;
        this.mongo = mongo;
        this.publisher = new EventPublisher(producer, source);
    }

    public Relay relay(Lease lease, OutboxSignal signal, Clock clock, Duration sweep) {
        return new Relay(stores, mongo, publisher, lease, signal, clock, sweep);
    }

    public Republication republication() {
        return new Republication(stores, mongo, publisher);
    }
}
