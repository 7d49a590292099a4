package io.communitycloud.common.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house.
 *
 * <p>A service holds to them with
 *
 * {@snippet :
 * @AnalyzeClasses(packages = "io.communitycloud", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }
 */
public final class ArchitectureRules {

    /** The root packages of the bounded contexts. */
    private static final Set<String> CONTEXTS =
            Set.of("resident", "team", "emergency", "resource", "notice", "exchange", "edge", "registry");

    private static final String[] SERVICES = {
        "io.communitycloud.resident..",
        "io.communitycloud.team..",
        "io.communitycloud.emergency..",
        "io.communitycloud.resource..",
        "io.communitycloud.notice..",
        "io.communitycloud.exchange.."
    };

    /** Words of the city's business; the list grows with it. The kinds of scope are the access law's own words. */
    private static final Pattern BUSINESS_NOUN = Pattern.compile(
            ".*(Resident|Household|Dwelling|Organisation|Volunteer|Incident|Hazard|Quarantine|Hospital|Requisition"
                    + "|Vehicle|Facility|Audience|Campaign|Conversion|DutyRoster|Covenant|Venue|Shelter|Notice|Committee"
                    + "|LegacySystem|Partner).*");

    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = classes()
            .that(resideInAnyPackage(contextPackages()))
            .should(new NotDependOnAnotherContext())
            .allowEmptyShould(true)
            .because("services meet in events and contracts only; a shared class would make them release in lock-step");

    @ArchTest
    public static final ArchRule COMMON_LIB_KNOWS_NO_SERVICE = noClasses()
            .that(resideInAPackage("io.communitycloud.common.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(contextPackages()))
            .allowEmptyShould(true)
            .because("common-lib says how services speak, never what about");

    @ArchTest
    public static final ArchRule COMMON_LIB_KNOWS_NO_BUSINESS_NOUN = noClasses()
            .that(resideInAPackage("io.communitycloud.common.."))
            .should()
            .haveNameMatching("io\\.communitycloud\\.common\\.(?!.*Scope$).*\\.[A-Za-z$]*"
                    + BUSINESS_NOUN.pattern().substring(2))
            .allowEmptyShould(true)
            .because("a business noun in common-lib couples every service to the one that owns the noun");

    @ArchTest
    public static final ArchRule HTTP_ONLY_IN_CONTROLLERS = noClasses()
            .that(resideInAnyPackage(SERVICES).and(describe("are not controllers", c -> !isNamed(c, "Controller"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework.web.bind..", "org.springframework.web.servlet..", "jakarta.servlet..")
                    .or(describe(
                            "are ResponseEntity", c -> c.getName().startsWith("org.springframework.http.Response"))))
            .allowEmptyShould(true)
            .because("the domain must not know how it is asked; HTTP in and HTTP out is all a controller does");

    @ArchTest
    public static final ArchRule KAFKA_ONLY_IN_LISTENERS_AND_RELAY = noClasses()
            .that(resideInAnyPackage(SERVICES)
                    .and(describe(
                            "are neither listeners nor relay",
                            c -> !isNamed(c, "Listener") && !c.getPackageName().contains(".relay"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."))
            .allowEmptyShould(true)
            .because("an event is published by saving its aggregate and received by a listener; nothing else may know "
                    + "the broker");

    @ArchTest
    public static final ArchRule NO_CYCLES_BETWEEN_PACKAGES = slices().matching("io.communitycloud.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .because("packages in a cycle can only be understood, tested and moved together");

    @ArchTest
    public static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .that(resideInAPackage("io.communitycloud.."))
            .should(new ResideInANullMarkedPackage())
            .allowEmptyShould(true)
            .because("the compiler checks for null only where a package says that it wants it");

    @ArchTest
    public static final ArchRule JACKSON_3_ONLY = noClasses()
            .that(resideInAPackage("io.communitycloud.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."))
            .allowEmptyShould(true)
            .because("two mappers in one process disagree on times, nulls and limits; ours is tools.jackson");

    @ArchTest
    public static final ArchRule NO_FIELD_INJECTION = noFields()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("io.communitycloud.."))
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .allowEmptyShould(true)
            .because("what a class needs stands in its constructor; a test must be able to give it");

    @ArchTest
    public static final ArchRule NO_OLD_DATES = noClasses()
            .that(resideInAPackage("io.communitycloud..")
                    .and(describe("do not speak with the store's driver", c -> !speaksWithTheStore(c))))
            .should()
            .dependOnClassesThat(describe(
                    "are dates from before java.time",
                    c -> Set.of(
                                    "java.util.Date",
                                    "java.util.Calendar",
                                    "java.util.GregorianCalendar",
                                    "java.text.SimpleDateFormat",
                                    "java.sql.Timestamp",
                                    "java.sql.Date")
                            .contains(c.getName())))
            .allowEmptyShould(true)
            .because("java.util.Date is mutable and knows no zone; java.time says what is meant");

    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .that(resideInAPackage("io.communitycloud..")
                    .and(describe(
                            "neither set up beans nor serve tests",
                            c -> !isNamed(c, "Configuration")
                                    && !c.getPackageName().startsWith("io.communitycloud.common.testing"))))
            .should()
            .callMethodWhere(describe("reads the machine's clock", ArchitectureRules::readsTheMachinesClock))
            .allowEmptyShould(true)
            .because("a rule about time can be tested only where the test sets the time");

    @ArchTest
    public static final ArchRule PACKAGES_HAVE_MEANING = noClasses()
            .that(resideInAPackage("io.communitycloud.."))
            .should(new ResideInAPackageNamed(Set.of("util", "utils", "helper", "helpers", "impl", "manager", "base")))
            .allowEmptyShould(true)
            .because("such a name says what a package is made of, not what it is for");

    private ArchitectureRules() {}

    private static String[] contextPackages() {
        return CONTEXTS.stream().map(c -> "io.communitycloud." + c + "..").toArray(String[]::new);
    }

    private static Optional<String> contextOf(JavaClass type) {
        String[] steps = type.getPackageName().split("\\.", -1);
        return steps.length > 2 && steps[0].equals("io") && steps[1].equals("communitycloud")
                ? Optional.of(steps[2]).filter(CONTEXTS::contains)
                : Optional.empty();
    }

    private static boolean isNamed(JavaClass type, String suffix) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().endsWith(suffix);
    }

    /** The driver knows no other dates, so what keeps documents for everybody converts them where it hands them over. */
    private static boolean speaksWithTheStore(JavaClass type) {
        return type.getPackageName().startsWith("io.communitycloud.common.events");
    }

    private static boolean readsTheMachinesClock(JavaMethodCall call) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        if (owner.equals("java.lang.System")) {
            return target.getName().equals("currentTimeMillis");
        }
        if (!owner.startsWith("java.time.")) {
            return false;
        }
        boolean withClock = target.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(Clock.class));
        return (target.getName().equals("now") && !withClock)
                || (owner.equals("java.time.Clock") && target.getName().startsWith("system"));
    }

    private static final class NotDependOnAnotherContext extends ArchCondition<JavaClass> {

        NotDependOnAnotherContext() {
            super("not depend on another service's classes");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Optional<String> own = contextOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                Optional<String> other = contextOf(dependency.getTargetClass().getBaseComponentType());
                if (other.isPresent() && !other.equals(own)) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }
    }

    private static final class ResideInANullMarkedPackage extends ArchCondition<JavaClass> {

        ResideInANullMarkedPackage() {
            super("reside in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage().tryGetPackageInfo().stream()
                    .anyMatch(info -> info.isAnnotatedWith(NullMarked.class));
            if (!marked) {
                events.add(SimpleConditionEvent.violated(
                        type, "package " + type.getPackageName() + " of " + type.getName() + " is not @NullMarked"));
            }
        }
    }

    private static final class ResideInAPackageNamed extends ArchCondition<JavaClass> {

        private final Set<String> names;

        ResideInAPackageNamed(Set<String> names) {
            super("reside in a package named " + names);
            this.names = names;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean named =
                    Arrays.stream(type.getPackageName().split("\\.", -1)).anyMatch(names::contains);
            events.add(new SimpleConditionEvent(type, named, type.getName() + " resides in " + type.getPackageName()));
        }
    }
}
