package io.communitycloud.common.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

    private static final String BROKEN = "io.communitycloud.notice.broken";

    /** Rule to the fixture that breaks it. */
    private static final Map<String, String> BREAKERS = Map.ofEntries(
            Map.entry("SERVICES_DO_NOT_KNOW_EACH_OTHER", BROKEN + ".KnowsAnotherService"),
            Map.entry("COMMON_LIB_KNOWS_NO_SERVICE", "io.communitycloud.common.broken.KnowsAService"),
            Map.entry("COMMON_LIB_KNOWS_NO_BUSINESS_NOUN", "io.communitycloud.common.broken.HouseholdTool"),
            Map.entry("HTTP_ONLY_IN_CONTROLLERS", BROKEN + ".NotAControllerButTalksHttp"),
            Map.entry("KAFKA_ONLY_IN_LISTENERS_AND_RELAY", BROKEN + ".NotARelayButTalksKafka"),
            Map.entry("NO_CYCLES_BETWEEN_PACKAGES", BROKEN + ".one.Chicken"),
            Map.entry("EVERY_PACKAGE_IS_NULL_MARKED", BROKEN + ".unmarked.Unmarked"),
            Map.entry("JACKSON_3_ONLY", BROKEN + ".UsesTheOtherJackson"),
            Map.entry("NO_FIELD_INJECTION", BROKEN + ".InjectsAField"),
            Map.entry("NO_OLD_DATES", BROKEN + ".KeepsAnOldDate"),
            Map.entry("TIME_COMES_FROM_A_CLOCK", BROKEN + ".AsksTheMachine"),
            Map.entry("PACKAGES_HAVE_MEANING", BROKEN + ".util.Anything"));

    private static final JavaClasses FIXTURES = new ClassFileImporter()
            .importPackages(BROKEN, "io.communitycloud.resident.broken", "io.communitycloud.common.broken");

    private static final JavaClasses COMMON_LIB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.communitycloud.common");

    static Stream<String> rules() {
        return Arrays.stream(ArchitectureRules.class.getFields()).map(Field::getName);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bitesTheClassThatBreaksIt(String rule) throws Exception {
        String breaker = BREAKERS.get(rule);
        assertThat(breaker).as("a fixture that breaks " + rule).isNotNull();
        List<String> violations =
                rule(rule).evaluate(FIXTURES).getFailureReport().getDetails();
        assertThat(violations).anySatisfy(text -> assertThat(text).contains(breaker));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void letsTheRightClassThrough(String rule) throws Exception {
        List<String> violations =
                rule(rule).evaluate(FIXTURES).getFailureReport().getDetails();
        assertThat(violations).noneSatisfy(text -> assertThat(text).contains(BROKEN + ".ResidentController"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void saysWhy(String rule) throws Exception {
        assertThat(rule(rule).getDescription()).contains("because");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsForCommonLibItself(String rule) throws Exception {
        rule(rule).check(COMMON_LIB);
    }

    @Test
    void looksAtMoreThanAHandfulOfClasses() {
        assertThat(COMMON_LIB.size()).isGreaterThan(30);
    }

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) ArchitectureRules.class.getField(name).get(null);
    }
}
