package io.communitycloud.common.web.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes the shared mapper strict in what it reads and uniform in what it writes.
 *
 * <p>Who reads what others own and may extend, such as a foreign event, rebuilds the mapper with
 * {@code FAIL_ON_UNKNOWN_PROPERTIES} off ({@link JsonShape#tolerant}).
 */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class JsonAutoConfiguration {

    private static final int MAXIMUM_DEPTH = 50;
    /** The body limit of the widest import; members of ordinary bodies are bounded by the body itself. */
    private static final int MAXIMUM_STRING_LENGTH = 4 * 1024 * 1024;

    private static final int MAXIMUM_NUMBER_LENGTH = 40;
    private static final int MAXIMUM_NAME_LENGTH = 200;

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAXIMUM_DEPTH)
                .maxStringLength(MAXIMUM_STRING_LENGTH)
                .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                .maxNameLength(MAXIMUM_NAME_LENGTH)
                .build());
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> {
            mapper.enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
                    .withCoercionConfigDefaults(
                            config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Textual,
                            config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                    .annotationIntrospector(new NullnessIntrospector())
                    .addModule(JsonShape.times());
        };
    }
}
