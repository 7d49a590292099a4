package io.communitycloud.common.testing.platform;

import io.communitycloud.store.StoreServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The store and the broker of this process, started by the first test that asks for them.
 *
 * <p>Where {@code MONGODB_URI} is set, tests use that server instead: a MongoDB, or the embedded store as a process of its
 * own, which a trial with very many documents needs. Databases of earlier runs stay there. {@code KAFKA_BOOTSTRAP_SERVERS}
 * does the same for the broker.
 */
public final class Platform {

    /** An address where nobody listens. */
    public static final String NOWHERE = "127.0.0.1:9";

    private static final int PARTITIONS = 6;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Platform() {}

    /** The connection string of the store, without a database. */
    public static String storeUri() {
        String given = System.getenv("MONGODB_URI");
        return given == null ? Store.SERVER.uri() : given;
    }

    /** The bootstrap servers of the broker. */
    public static String brokers() {
        String given = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
        return given == null ? Broker.BROKER.getBrokersAsString() : given;
    }

    /** A database name that no other test uses. */
    public static String newDatabase() {
        return "test-" + ProcessHandle.current().pid() + '-' + DATABASES.incrementAndGet();
    }

    private static final class Store {
        static final StoreServer SERVER = StoreServer.inMemory();
    }

    private static final class Broker {
        static final EmbeddedKafkaKraftBroker BROKER = start();

        private static EmbeddedKafkaKraftBroker start() {
            EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
            broker.brokerProperty("auto.create.topics.enable", "false");
            broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
            broker.brokerProperty("offsets.topic.num.partitions", "1");
            broker.afterPropertiesSet();
            return broker;
        }
    }
}
