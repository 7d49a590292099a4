package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.consumption.Consumption;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Tells the consumption when partitions come over from another instance. */
final class AssignmentListener implements ConsumerRebalanceListener {

    private final Consumption consumption;

    AssignmentListener(Consumption consumption) {
        this.consumption = consumption;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumption.assigned();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // Offsets are committed by the container; nothing is held per partition.
    }
}
