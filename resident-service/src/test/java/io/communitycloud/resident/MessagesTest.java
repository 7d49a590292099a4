package io.communitycloud.resident;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.resident.identifier.Fault;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    /** Codes given to FieldError, InvalidRequest and RowError as literals. */
    private static final Pattern FIELD_CODE = Pattern.compile("(?:FieldError\\.of|InvalidRequest\\.(?:field|parameter)"
            + "|new RowError|throw invalid)\\((?:[^;\"]*\"[^\"]*\",\\s*)??[^;\"]*\"([a-z0-9]+(?:-[a-z0-9]+)+)\"");

    private final ProblemMessages messages = new ProblemMessages(MessagesTest.class.getClassLoader());

    @Test
    void sayTheSameInBothLanguages() {
        assertThat(messages.keys(Locale.ENGLISH)).isEqualTo(messages.keys(Locale.SIMPLIFIED_CHINESE));
    }

    @Test
    void sayEveryRefusal() throws ReflectiveOperationException {
        Set<String> codes = new TreeSet<>();
        for (JavaClass found : new ClassFileImporter().importPackages("io.communitycloud.resident")) {
            Class<?> type = found.reflect();
            if (Refusal.class.isAssignableFrom(type) && type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    codes.add(((Refusal) constant).code());
                }
            } else if (Refusal.class.isAssignableFrom(type) && type.isRecord()) {
                codes.add(aRefusal(type).code());
            } else if (type.getSimpleName().endsWith("Refusal")) {
                for (Field constant : type.getDeclaredFields()) {
                    if (constant.getType() == Refusal.class) {
                        constant.setAccessible(true);
                        codes.add(((Refusal) constant.get(null)).code());
                    }
                }
                for (Method refusal : type.getDeclaredMethods()) {
                    if (refusal.getReturnType() == Refusal.class) {
                        refusal.setAccessible(true);
                        Object[] arguments = new Object[refusal.getParameterCount()];
                        Arrays.fill(arguments, "/on");
                        codes.add(((Refusal) refusal.invoke(null, arguments)).code());
                    }
                }
            }
        }

        assertThat(codes)
                .contains(
                        "already-registered",
                        "day-out-of-order",
                        "organisation-closed",
                        "dwelling-lived-in",
                        "household-being-joined");
        assertThat(messages.keys(Locale.ENGLISH))
                .containsAll(codes.stream()
                        .flatMap(code -> Stream.of("problem." + code + ".title", "problem." + code + ".detail"))
                        .toList());
    }

    @Test
    void sayEveryFaultOfAField() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Fault fault : Fault.values()) {
            codes.add(fault.code());
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher code = FIELD_CODE.matcher(Files.readString(source, StandardCharsets.UTF_8));
                while (code.find()) {
                    codes.add(code.group(1));
                }
            }
        }

        assertThat(codes).contains("repeated-in-file", "not-a-committee", "unknown-code", "contradicts-id-number");
        assertThat(messages.keys(Locale.ENGLISH))
                .containsAll(codes.stream().map(code -> "field." + code).toList());
    }

    private static Refusal aRefusal(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] arguments = new Object[constructor.getParameterCount()];
        Arrays.fill(arguments, "/on");
        return (Refusal) constructor.newInstance(arguments);
    }
}
