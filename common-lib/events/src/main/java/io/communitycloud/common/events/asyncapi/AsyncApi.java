package io.communitycloud.common.events.asyncapi;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a service's AsyncAPI 3.0 document from its code: channels from its aggregates and listeners, payloads from its
 * records, examples from the samples in {@code contracts/events}.
 *
 * <p>An event belongs to the aggregate of its package. A library that publishes or reads by itself says so in a fragment at
 * {@code META-INF/asyncapi.json} ({@code channels}, {@code operations}, {@code messages}).
 */
final class AsyncApi {

    private static final String FRAGMENT = "META-INF/asyncapi.json";
    private static final String BINDING = "0.5.0";
    private static final JsonMapper JSON = new JsonMapper();

    private final Service service;
    private final SortedMap<String, Map<String, Object>> channels = new TreeMap<>();
    private final Map<String, SortedMap<String, Object>> carried = new HashMap<>();
    private final SortedMap<String, Object> operations = new TreeMap<>();
    private final SortedMap<String, Object> messages = new TreeMap<>();

    private AsyncApi(Service service) {
        this.service = service;
    }

    /**
     * What the document is made of.
     *
     * @param context the service's context, such as {@code resident}
     * @param group its consumer group
     * @param kinds its aggregates
     * @param interests what it reads: topic to event type to the record it reads the event into
     */
    record Service(
            String context,
            String group,
            List<Class<? extends Aggregate>> kinds,
            Map<String, Map<String, Class<?>>> interests,
            int partitions,
            Duration retention,
            boolean readsAreas) {}

    /** The document, in an order that does not change from run to run. */
    static Map<String, Object> of(Service service) {
        return new AsyncApi(service).document();
    }

    private Map<String, Object> document() {
        fragments().forEach(this::merge);
        service.kinds().stream()
                .filter(kind -> !eventsOf(kind).isEmpty())
                .forEach(kind -> publishes(rootOf(kind), eventsOf(kind)));
        new TreeMap<>(service.interests())
                .forEach((topic, types) -> reads(topic, types, service.group(), "Taken by this service's listener."));
        if (service.readsAreas()) {
            reads(
                    AreaFeed.TOPIC,
                    Map.of("communitycloud.resident.area-changed.v1", Area.class),
                    null,
                    "Read whole, from its beginning and without a group: the tree of areas in memory.");
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("servers", Map.of("platform", server()));
        document.put("channels", channels);
        document.put("operations", operations);
        document.put(
                "components",
                ordered("messages", messages, "messageTraits", Map.of("cloudEvent", CloudEventHeaders.TRAIT)));
        return document;
    }

    private Map<String, Object> info() {
        return ordered(
                "title",
                "Community Cloud: events of " + service.context(),
                "version",
                "1",
                "description",
                "Domain events as CloudEvents 1.0 on Kafka, binary mode, at least once and in order per key. They carry ids,"
                        + " areas and facts that are not personal. A reader lets members pass that it does not know.",
                "license",
                Map.of("name", "Apache-2.0"));
    }

    private static Map<String, Object> server() {
        return ordered(
                "host",
                "{brokers}",
                "protocol",
                "kafka",
                "variables",
                Map.of(
                        "brokers",
                        ordered(
                                "default",
                                "127.0.0.1:9192",
                                "description",
                                "KAFKA_BOOTSTRAP_SERVERS of the platform.")));
    }

    private void publishes(AggregateRoot root, SortedMap<String, Class<?>> events) {
        Map<String, Object> configuration = root.compacted()
                ? Map.of("cleanup.policy", List.of("compact"))
                : ordered(
                        "cleanup.policy",
                        List.of("delete"),
                        "retention.ms",
                        service.retention().toMillis());
        channel(root.topic(), Map.of("partitions", service.partitions(), "topicConfiguration", configuration));
        events.forEach((type, payload) -> {
            messages.put(type, message(type, payload));
            carries(root.topic(), type);
        });
        operations.put(
                "send." + root.topic(),
                operation(
                        "send",
                        root.topic(),
                        events.keySet().stream().toList(),
                        root.compacted()
                                ? "The latest state of each aggregate is kept for ever."
                                : "What happened to each aggregate, in order."));
    }

    private void reads(String topic, Map<String, Class<?>> types, @Nullable String group, String summary) {
        channel(topic, Map.of());
        List<String> names = new ArrayList<>();
        new TreeMap<>(types).forEach((type, payload) -> {
            String name = "received." + type;
            Map<String, Object> message = message(type, payload);
            message.put("description", "The members this service reads; the sender's document has all.");
            messages.put(name, message);
            carries(topic, name);
            names.add(name);
        });
        Map<String, Object> operation = operation("receive", topic, names, summary);
        if (group != null) {
            operation.put(
                    "bindings",
                    Map.of(
                            "kafka",
                            ordered(
                                    "groupId",
                                    ordered("type", "string", "enum", List.of(group)),
                                    "bindingVersion",
                                    BINDING)));
            operation.put("x-dead-letters", topic + "." + group + ".dlt");
        }
        operations.put("receive." + topic, operation);
    }

    private void channel(String topic, Map<String, Object> binding) {
        Map<String, Object> kafka = new TreeMap<>(binding);
        kafka.put("topic", topic);
        kafka.put("bindingVersion", BINDING);
        Object known = channels.get(topic);
        if (known == null || !binding.isEmpty()) {
            channels.put(
                    topic, ordered("address", topic, "messages", carriedBy(topic), "bindings", Map.of("kafka", kafka)));
        }
    }

    private SortedMap<String, Object> carriedBy(String topic) {
        return carried.computeIfAbsent(topic, unknown -> new TreeMap<>());
    }

    private void carries(String topic, String name) {
        carriedBy(topic).put(name, Map.of("$ref", "#/components/messages/" + name));
    }

    private static Map<String, Object> operation(String action, String topic, List<String> names, String summary) {
        return ordered(
                "action",
                action,
                "channel",
                Map.of("$ref", "#/channels/" + topic),
                "summary",
                summary,
                "messages",
                names.stream()
                        .sorted()
                        .map(name -> Map.of("$ref", "#/channels/" + topic + "/messages/" + name))
                        .toList());
    }

    private static Map<String, Object> message(String type, Class<?> payload) {
        Map<String, Object> message = ordered(
                "name",
                type,
                "title",
                payload.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " "),
                "contentType",
                "application/json",
                "correlationId",
                Map.of("location", "$message.header#/ce_correlationid"),
                "traits",
                List.of(Map.of("$ref", "#/components/messageTraits/cloudEvent")),
                "payload",
                PayloadSchema.of(payload));
        Object sample = sample(type);
        if (sample != null) {
            message.put("examples", List.of(ordered("name", "sample", "payload", sample)));
        }
        return message;
    }

    private static @Nullable Object sample(String type) {
        try (InputStream sample = AsyncApi.class.getResourceAsStream("/contracts/events/" + type + ".json")) {
            return sample == null ? null : JSON.readValue(sample, Object.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Event type to record, of the aggregate's own package. */
    private SortedMap<String, Class<?>> eventsOf(Class<? extends Aggregate> kind) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return true; // nested records too
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(EventType.class));
        SortedMap<String, Class<?>> events = new TreeMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents(kind.getPackageName())) {
            Class<?> event =
                    ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), kind.getClassLoader());
            if (event.getPackageName().equals(kind.getPackageName()) && belongs(event, kind)) {
                events.put(event.getAnnotation(EventType.class).value(), event);
            }
        }
        return Collections.unmodifiableSortedMap(events);
    }

    /** Where a package has several aggregates, an event begins with the name of its own. */
    private boolean belongs(Class<?> event, Class<? extends Aggregate> kind) {
        List<Class<? extends Aggregate>> neighbours = service.kinds().stream()
                .filter(other -> other.getPackageName().equals(kind.getPackageName()))
                .toList();
        if (neighbours.size() == 1) {
            return true;
        }
        Class<? extends Aggregate> own = neighbours.stream()
                .filter(other -> event.getSimpleName().startsWith(other.getSimpleName()))
                .max(Comparator.comparingInt(other -> other.getSimpleName().length()))
                .orElseThrow(() -> new IllegalStateException(
                        event.getName() + " could be of several aggregates; let its name begin with its aggregate's"));
        return own.equals(kind);
    }

    private static AggregateRoot rootOf(Class<? extends Aggregate> kind) {
        AggregateRoot root = kind.getAnnotation(AggregateRoot.class);
        if (root == null) {
            throw new IllegalStateException(kind.getName() + " lacks @AggregateRoot");
        }
        return root;
    }

    private static List<Map<String, Object>> fragments() {
        try {
            List<Map<String, Object>> fragments = new ArrayList<>();
            for (URL fragment : Collections.list(AsyncApi.class.getClassLoader().getResources(FRAGMENT))) {
                try (InputStream json = fragment.openStream()) {
                    fragments.add(JSON.readValue(json, new TypeReference<>() {}));
                }
            }
            return fragments;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    private void merge(Map<String, Object> fragment) {
        ((Map<String, Map<String, Object>>) fragment.getOrDefault("channels", Map.of())).forEach((topic, channel) -> {
            carriedBy(topic).putAll((Map<String, Object>) channel.getOrDefault("messages", Map.of()));
            channel.put("messages", carriedBy(topic));
            channels.put(topic, channel);
        });
        operations.putAll((Map<String, Object>) fragment.getOrDefault("operations", Map.of()));
        ((Map<String, Object>) fragment.getOrDefault("messages", Map.of())).forEach((name, message) -> {
            Map<String, Object> whole = new LinkedHashMap<>((Map<String, Object>) message);
            Object sample = sample(String.valueOf(whole.get("name")));
            if (sample != null) {
                whole.put("examples", List.of(ordered("name", "sample", "payload", sample)));
            }
            messages.put(name, whole);
        });
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
