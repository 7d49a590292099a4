package io.communitycloud.common.events.areas;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.communitycloud.common.identity.topic.WholeTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a service's {@link AreaTree} after the compacted topic of areas, beginning with the copy it kept last time.
 *
 * <p>Every instance reads all partitions from the beginning and without a group: the tree must be whole in each.
 */
public final class AreaFeed implements Runnable, WholeTopics.Hearer {

    /** The topic on which the owner of the areas publishes them. */
    public static final String TOPIC = "resident.areas.v1";

    private static final Logger LOG = LoggerFactory.getLogger(AreaFeed.class);
    private static final String COPY = "areas_copy";

    private final AreaTree tree;
    private final MongoTemplate mongo;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final JsonMapper json;
    private final Map<String, Long> seen = new HashMap<>();
    private boolean copyRead;

    public AreaFeed(AreaTree tree, MongoTemplate mongo, Supplier<Consumer<String, byte[]>> consumers, JsonMapper json) {
        this.tree = tree;
        this.mongo = mongo;
        this.consumers = consumers;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** Follows the topic until its thread is interrupted. */
    @Override
    public void run() {
        new WholeTopics("Areas", List.of(TOPIC), consumers, this).run();
    }

    /** The copy comes first, and needs no broker. */
    @Override
    public void begin() {
        if (!copyRead) {
            readCopy();
            copyRead = true;
        }
    }

    @Override
    public void hear(ConsumerRecords<String, byte[]> news, BooleanSupplier isAll) {
        List<Area> areas = new ArrayList<>();
        news.forEach(event -> read(event, areas));
        if (!areas.isEmpty()) {
            tree.put(areas);
            keepCopy(areas);
        }
    }

    private void read(ConsumerRecord<String, byte[]> event, List<Area> areas) {
        try {
            long number = WholeTopics.sequence(event);
            if (event.value() == null || seen.getOrDefault(event.key(), -1L) > number) {
                return; // a republished state that a later change overtook
            }
            areas.add(json.readValue(event.value(), Area.class));
            seen.put(event.key(), number);
        } catch (JacksonException | NumberFormatException malformed) {
            LOG.error("The area {} at offset {} cannot be read: {}", event.key(), event.offset(), malformed.toString());
        }
    }

    private void readCopy() {
        List<Area> areas = copy().find()
                .map(document -> json.readValue(document.getString("area"), Area.class))
                .into(new ArrayList<>());
        if (!areas.isEmpty() && tree.isEmpty()) {
            tree.put(areas);
        }
    }

    private void keepCopy(List<Area> areas) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        Map<String, Area> latest = new LinkedHashMap<>();
        areas.forEach(area -> latest.put(area.code(), area));
        Set<String> unchanged = unchanged(latest);
        latest.forEach((code, area) -> {
            if (!unchanged.contains(code)) {
                writes.add(new ReplaceOneModel<>(
                        new Document("_id", code),
                        new Document("_id", code).append("area", json.writeValueAsString(area)),
                        new ReplaceOptions().upsert(true)));
            }
        });
        if (!writes.isEmpty()) {
            copy().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private Set<String> unchanged(Map<String, Area> latest) {
        Set<String> unchanged = new HashSet<>();
        for (Document kept : copy().find(new Document("_id", new Document("$in", List.copyOf(latest.keySet()))))) {
            Area area = latest.get(kept.getString("_id"));
            if (area != null && json.writeValueAsString(area).equals(kept.getString("area"))) {
                unchanged.add(area.code());
            }
        }
        return unchanged;
    }

    private MongoCollection<Document> copy() {
        return mongo.getCollection(COPY);
    }
}
