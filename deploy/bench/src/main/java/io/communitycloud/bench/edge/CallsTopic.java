package io.communitycloud.bench.edge;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topic the edge tells its calls on, as the exchange does where it runs. */
public final class CallsTopic {

    private static final String TOPIC = "gateway.calls.v1";
    private static final int PARTITIONS = 6;

    private CallsTopic() {}

    /**
     * Waits for the broker and makes the topic.
     *
     * @param arguments the broker's address
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }
}
