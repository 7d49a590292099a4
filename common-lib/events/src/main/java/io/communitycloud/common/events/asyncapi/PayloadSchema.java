package io.communitycloud.common.events.asyncapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON Schema (draft 7, AsyncAPI's own) of a record as the platform writes it; members beyond it are allowed. */
final class PayloadSchema {

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, Map.of("type", "integer")),
            Map.entry(Integer.class, Map.of("type", "integer")),
            Map.entry(long.class, Map.of("type", "integer")),
            Map.entry(Long.class, Map.of("type", "integer")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(BigDecimal.class, Map.of("type", "number")),
            Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(OffsetDateTime.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(Duration.class, Map.of("type", "string", "format", "duration")),
            Map.entry(Object.class, Map.of()),
            Map.entry(JsonNode.class, Map.of()));

    private PayloadSchema() {}

    /**
     * The schema of an event's data.
     *
     * @throws IllegalArgumentException where a member is of a type whose JSON is not known here
     */
    static Map<String, Object> of(Class<?> payload) {
        return ofClass(payload, payload.getSimpleName());
    }

    private static Map<String, Object> ofRecord(Class<?> type) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null || named.value().isEmpty() ? component.getName() : named.value();
            members.put(name, ofMember(component.getAnnotatedType(), type.getSimpleName() + "." + name));
            if (!isNullable(component.getAnnotatedType())) {
                required.add(name);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", members);
        return schema;
    }

    private static Map<String, Object> ofMember(AnnotatedType member, String where) {
        Map<String, Object> schema = new LinkedHashMap<>(ofType(member, where));
        if (isNullable(member) && schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
            if (schema.get("enum") instanceof List<?> values) {
                List<@Nullable Object> orNull = new ArrayList<>(values);
                orNull.add(null);
                schema.put("enum", orNull);
            }
        }
        return schema;
    }

    private static Map<String, Object> ofType(AnnotatedType annotated, String where) {
        Type type = annotated.getType();
        if (type instanceof Class<?> plain) {
            return annotated instanceof AnnotatedArrayType array
                    ? array(ofMember(array.getAnnotatedGenericComponentType(), where), false)
                    : ofClass(plain, where);
        }
        if (type instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> raw
                && annotated instanceof AnnotatedParameterizedType arguments) {
            AnnotatedType[] of = arguments.getAnnotatedActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return array(ofMember(of[0], where), Set.class.isAssignableFrom(raw));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return Map.of("type", "object", "additionalProperties", ofMember(of[1], where));
            }
        }
        throw unknown(where, type);
    }

    private static Map<String, Object> ofClass(Class<?> type, String where) {
        Map<String, Object> plain = PLAIN.get(type);
        if (plain != null) {
            return plain;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                return ofType(method.getAnnotatedReturnType(), where);
            }
        }
        if (type.isEnum()) {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            return Map.of("type", "string", "enum", names);
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        throw unknown(where, type);
    }

    private static Map<String, Object> array(Map<String, Object> items, boolean unique) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        if (unique) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static IllegalArgumentException unknown(String where, Type type) {
        return new IllegalArgumentException(
                where + " is a " + type.getTypeName() + ", and how that looks as JSON is not known here");
    }
}
