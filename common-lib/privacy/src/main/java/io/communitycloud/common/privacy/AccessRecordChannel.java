package io.communitycloud.common.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * The way to the topic of access records: opened at the first look, so that a service starts without its broker.
 *
 * <p>It makes the topic where nobody has yet, because brokers do not make topics by themselves.
 */
public final class AccessRecordChannel implements AutoCloseable {

    private static final int PARTITIONS = 6;
    /** 等保三级 and the Cybersecurity Law (art. 21) ask for six months; the chain in the store is kept for longer. */
    private static final Duration RETENTION = Duration.ofDays(200);

    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Supplier<Admin> admins;
    private final Supplier<Producer<String, byte[]>> producers;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Producer<String, byte[]> open;

    public AccessRecordChannel(Supplier<Admin> admins, Supplier<Producer<String, byte[]>> producers) {
        this.admins = admins;
        this.producers = producers;
    }

    /** A way that is open already. */
    static AccessRecordChannel over(Producer<String, byte[]> open) {
        AccessRecordChannel channel = new AccessRecordChannel(
                () -> {
                    throw new IllegalStateException("the way is open");
                },
                () -> open);
        channel.open = open;
        return channel;
    }

    /** The producer; throws {@link KafkaException} where the topic cannot be made sure of in time. */
    Producer<String, byte[]> producer() throws ExecutionException, InterruptedException, TimeoutException {
        Producer<String, byte[]> ready = open;
        if (ready != null) {
            return ready;
        }
        if (!opening.tryLock(AccessRecords.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("another caller is still trying to reach the broker");
        }
        try {
            Producer<String, byte[]> meanwhile = open;
            if (meanwhile != null) {
                return meanwhile;
            }
            ensureTopic();
            Producer<String, byte[]> opened = producers.get();
            open = opened;
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private void ensureTopic() throws ExecutionException, InterruptedException, TimeoutException {
        Admin admin = admins.get();
        try {
            admin.createTopics(List.of(new NewTopic(AccessRecords.TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get(AccessRecords.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            retain(admin);
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
            retain(admin);
        } finally {
            // Bounded: plain closing waits for whatever still hangs.
            admin.close(CLOSING);
        }
    }

    /** Whoever came first may have made the topic bare; not waited for, as the next start asks for it again. */
    private static void retain(Admin admin) {
        ConfigEntry retention = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()));
        admin.incrementalAlterConfigs(Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, AccessRecords.TOPIC),
                List.of(new AlterConfigOp(retention, AlterConfigOp.OpType.SET))));
    }

    @Override
    public void close() {
        Producer<String, byte[]> opened = open;
        if (opened != null) {
            opened.close(AccessRecords.PATIENCE);
        }
    }
}
