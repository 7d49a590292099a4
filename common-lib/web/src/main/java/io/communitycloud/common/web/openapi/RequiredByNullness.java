package io.communitycloud.common.web.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Lists a record's components as required unless they are {@code @Nullable}, as the mapper enforces it. */
final class RequiredByNullness implements ModelConverter {

    private static final Pattern SIMPLE_TYPE =
            Pattern.compile("\\[simple type, class (io\\.communitycloud\\.[\\w.$]+)");

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

    /** The document's library hands over types of another Jackson than ours; only their names may be used here. */
    private static @Nullable Class<?> rawClass(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        var named = SIMPLE_TYPE.matcher(type.getTypeName());
        if (!named.lookingAt()) {
            return null;
        }
        try {
            return ClassUtils.forName(named.group(1), RequiredByNullness.class.getClassLoader());
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}
