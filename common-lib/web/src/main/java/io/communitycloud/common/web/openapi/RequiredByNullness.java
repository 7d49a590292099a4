package io.communitycloud.common.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Lists a record's components as required unless they are {@code @Nullable}, as the mapper enforces it. */
final class RequiredByNullness implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = rawClass(type.getType());
        if (resolved == null
                || raw == null
                || !raw.isRecord()
                || !raw.getPackage().isAnnotationPresent(NullMarked.class)) {
            return resolved;
        }
        Schema<?> schema = resolved;
        if (resolved.get$ref() != null) {
            schema = context.getDefinedModels()
                    .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
        }
        if (schema != null && schema.getProperties() != null) {
            List<String> required = new ArrayList<>();
            for (var component : raw.getRecordComponents()) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        && schema.getProperties().containsKey(component.getName())) {
                    required.add(component.getName());
                }
            }
            schema.setRequired(required.isEmpty() ? null : required);
        }
        return resolved;
    }

    private static @Nullable Class<?> rawClass(java.lang.reflect.Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case JavaType java -> java.getRawClass();
            default -> null;
        };
    }
}
