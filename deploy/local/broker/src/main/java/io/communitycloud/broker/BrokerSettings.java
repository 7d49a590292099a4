package io.communitycloud.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What distinguishes one laptop's broker from another: where its data live and which ports it binds.
 *
 * @param data folder of the log segments and of the written configuration
 * @param port port of the clients' listener, loopback only
 * @param controllerPort port of the KRaft controller's listener, loopback only
 */
record BrokerSettings(Path data, int port, int controllerPort) {

    private static final int DEFAULT_PORT = 9192;
    private static final int DEFAULT_CONTROLLER_PORT = 9193;

    static BrokerSettings from(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("CLOUD_HOME", ".cloud"));
        return new BrokerSettings(
                home.resolve("data").resolve("broker").toAbsolutePath(),
                port(environment, "BROKER_PORT", DEFAULT_PORT),
                port(environment, "BROKER_CONTROLLER_PORT", DEFAULT_CONTROLLER_PORT));
    }

    Path log() {
        return data.resolve("log");
    }

    /** The node's configuration; one node, so every replication factor is one. */
    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("log.dirs", log().toString());
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        // Services declare their topics; a misspelt name must fail instead of becoming a topic.
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("num.partitions", "6");
        // A laptop has few cores and few topics: fewer internal partitions and threads start sooner.
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        // A consumer that restarts continues at once, instead of waiting for companions that never come.
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("message.max.bytes", "2097152");
        return properties;
    }

    private static int port(Map<String, String> environment, String name, int fallback) {
        String value = environment.get(name);
        return value == null ? fallback : Integer.parseInt(value);
    }
}
