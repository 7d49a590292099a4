package io.communitycloud.common.events.consumption;

import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.EventMeta;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which method of which listener takes which event, and how it is called. */
final class Handlers {

    private final JsonMapper json;
    private final Map<String, Map<String, List<Handler>>> byTopicAndType = new HashMap<>();

    /** @param json made for the platform's JSON; unknown members of an event are let pass whatever it says */
    Handlers(List<Object> listeners, JsonMapper json) {
        // A consumer reads the few fields it needs; a producer may add others without asking it.
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        listeners.forEach(this::register);
    }

    Set<String> topics() {
        return byTopicAndType.keySet();
    }

    /** Topic to event type to what its data are read into; where several read one event, the first by name. */
    Map<String, Map<String, Class<?>>> interests() {
        Map<String, Map<String, Class<?>>> interests = new HashMap<>();
        byTopicAndType.forEach((topic, byType) -> {
            Map<String, Class<?>> types = new HashMap<>();
            byType.forEach((type, takers) -> types.put(
                    type,
                    takers.stream()
                            .map(Handler::reads)
                            .min(Comparator.comparing(Class::getName))
                            .orElse(Object.class)));
            interests.put(topic, types);
        });
        return interests;
    }

    /**
     * Hands an event to those that take its type; an event nobody takes is fine.
     *
     * @throws Exception whatever a handler throws
     */
    void handle(ReceivedEvent event) throws Exception {
        EventMeta meta = event.meta();
        List<Handler> handlers =
                byTopicAndType.getOrDefault(meta.topic(), Map.of()).getOrDefault(meta.type(), List.of());
        for (Handler handler : handlers) {
            Cause.of(meta).call(() -> handler.call(event));
        }
    }

    private void register(Object listener) {
        Class<?> type = AopUtils.getTargetClass(listener);
        Listens listens = AnnotatedElementUtils.findMergedAnnotation(type, Listens.class);
        if (listens == null) {
            throw new IllegalArgumentException(type.getName() + " lacks @Listens");
        }
        Map<String, List<Handler>> byType = byTopicAndType.computeIfAbsent(listens.value(), topic -> new HashMap<>());
        for (Method method : type.getDeclaredMethods()) {
            On on = method.getAnnotation(On.class);
            if (on != null) {
                Handler handler = new Handler(listener, method);
                for (String eventType : on.value()) {
                    byType.computeIfAbsent(eventType, key -> new ArrayList<>()).add(handler);
                }
            }
        }
        if (byType.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getName() + " listens to " + listens.value() + " but takes no event");
        }
    }

    private final class Handler {
        private final Object listener;
        private final Method method;

        Handler(Object listener, Method method) {
            this.listener = listener;
            this.method = method;
            method.setAccessible(true);
        }

        Class<?> reads() {
            return Arrays.stream(method.getParameterTypes())
                    .filter(type -> type != EventMeta.class)
                    .findFirst()
                    .orElse(Object.class);
        }

        Object call(ReceivedEvent event) throws Exception {
            Class<?>[] types = method.getParameterTypes();
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = types[i] == EventMeta.class ? event.meta() : read(event.data(), types[i]);
            }
            try {
                method.invoke(listener, arguments);
                return event;
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw thrown;
            }
        }

        private Object read(String data, Class<?> type) {
            try {
                return json.readValue(data, type);
            } catch (JacksonException malformed) {
                throw new ReceivedEvent.MalformedEvent(
                        "the data do not fit " + type.getSimpleName() + ": " + malformed.getOriginalMessage());
            }
        }
    }
}
