package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.AggregateRoot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics a service writes and reads, so that parts can start in any order. */
final class Topics {

    /** A question that a broker still starting let fall is asked again after this, not after the client's whole minute. */
    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> adminSettings;
    private final EventsProperties settings;

    Topics(Map<String, Object> adminSettings, EventsProperties settings) {
        this.adminSettings = new HashMap<>(adminSettings);
        this.adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.settings = settings;
    }

    /**
     * Makes what is missing and gives the service's own topics their retention.
     *
     * @param owned the roots whose events this service publishes
     * @param read the topics it reads; made bare where their owner has not come up yet
     */
    void make(Collection<AggregateRoot> owned, Set<String> read, String group)
            throws InterruptedException, ExecutionException {
        List<NewTopic> wanted = new ArrayList<>();
        owned.forEach(root -> wanted.add(topic(root.topic(), settings.partitions())));
        for (String topic : read) {
            wanted.add(topic(topic, settings.partitions()));
            wanted.add(topic(topic + "." + group + ".dlt", 1));
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (AggregateRoot root : owned) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, root.topic()), List.of(set(root)));
        }
        try (Admin admin = Admin.create(adminSettings)) {
            Set<String> existing = admin.listTopics().names().get();
            for (NewTopic topic : wanted) {
                if (!existing.contains(topic.name())) {
                    make(admin, topic);
                }
            }
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(changes).all().get();
            }
        }
    }

    private static void make(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw failure;
            }
        }
    }

    private AlterConfigOp set(AggregateRoot root) {
        ConfigEntry entry = root.compacted()
                ? new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : new ConfigEntry(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.retention().toMillis()));
        return new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    }

    private NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, settings.replicationFactor());
    }
}
