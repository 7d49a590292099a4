package io.communitycloud.common.web.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.Serial;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Lets the compiler's null marks rule the wire too: a record component that is not {@code @Nullable} must be there.
 *
 * <p>So a request record whose code never checks for null can never hold one.
 */
final class NullnessIntrospector extends JacksonAnnotationIntrospector {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter && isNonNull(parameter)) {
            return true;
        }
        return super.hasRequiredMarker(config, member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        JsonSetter.Value value = super.findSetterInfo(config, annotated);
        if (value.getValueNulls() == Nulls.DEFAULT
                && annotated instanceof AnnotatedParameter parameter
                && isNonNull(parameter)) {
            return value.withValueNulls(Nulls.FAIL, Nulls.FAIL);
        }
        return value;
    }

    private static boolean isNonNull(AnnotatedParameter parameter) {
        Executable executable = switch (parameter.getOwner().getMember()) {
            case Constructor<?> constructor -> constructor;
            case Method method -> method;
            default -> null;
        };
        if (executable == null || !isOurs(executable.getDeclaringClass())) {
            return false;
        }
        return Nullness.forMethodParameter(MethodParameter.forExecutable(executable, parameter.getIndex()))
                == Nullness.NON_NULL;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getPackage().isAnnotationPresent(NullMarked.class);
    }
}
