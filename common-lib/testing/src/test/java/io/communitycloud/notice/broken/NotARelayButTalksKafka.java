package io.communitycloud.notice.broken;

import org.apache.kafka.clients.producer.ProducerRecord;

final class NotARelayButTalksKafka {

    ProducerRecord<String, String> told() {
        return new ProducerRecord<>("topic", "key", "value");
    }
}
