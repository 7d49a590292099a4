package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.communitycloud.common.testing.architecture.ArchitectureRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, held against every class of the platform at once, so that no module is forgotten. */
class PlatformArchitectureTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** What runs in production as well. */
    private static final JavaClasses PLATFORM = classesOf("common-lib/*", "registry", "gateway/*", "*-service");

    /** What stands in for somebody else's software on a laptop, each a process of its own. */
    private static final JavaClasses STAND_INS = classesOf("deploy/local/*");

    /** The stand-ins live by the machine's clock and are small enough to know their own insides. */
    private static final Set<String> NOT_FOR_STAND_INS =
            Set.of("NO_CYCLES_BETWEEN_PACKAGES", "TIME_COMES_FROM_A_CLOCK", "NO_OLD_DATES");

    static Stream<String> rules() {
        return Arrays.stream(ArchitectureRules.class.getFields()).map(Field::getName);
    }

    static Stream<String> rulesForStandIns() {
        return rules().filter(rule -> !NOT_FOR_STAND_INS.contains(rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsForThePlatform(String rule) throws ReflectiveOperationException {
        assertThat(PLATFORM).hasSizeGreaterThan(300);
        rule(rule).check(PLATFORM);
    }

    @ParameterizedTest
    @MethodSource("rulesForStandIns")
    void holdsForTheStandIns(String rule) throws ReflectiveOperationException {
        assertThat(STAND_INS).hasSizeGreaterThan(100);
        rule(rule).check(STAND_INS);
    }

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) ArchitectureRules.class.getField(name).get(null);
    }

    private static JavaClasses classesOf(String... modules) {
        List<Path> compiled = new ArrayList<>();
        for (String module : modules) {
            int slash = module.lastIndexOf('/');
            Path folder = slash < 0 ? ROOT : ROOT.resolve(module.substring(0, slash));
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, module.substring(slash + 1))) {
                for (Path each : found) {
                    if (Files.exists(each.resolve("pom.xml"))) {
                        assertThat(each.resolve("target/classes"))
                                .as("the classes of %s; build the whole platform first", each.getFileName())
                                .exists();
                        compiled.add(each.resolve("target/classes"));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new ClassFileImporter().importPaths(compiled);
    }
}
